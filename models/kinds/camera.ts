import type { Kind } from '../kind.ts'

export const camera = {
  name: { ko: '관제 카메라', en: 'Surveillance camera', ja: '監視カメラ', zh: '监控摄像机' },
  topic: 'control',
  shape: 'camera',
  lead: 'state',
  points: {
    state: {
      name: { ko: '상태', en: 'State', ja: '状態', zh: '状态' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '정상', en: 'Online', ja: '正常', zh: '在线' },
        { ko: '영상 끊김', en: 'No picture', ja: '映像途絶', zh: '无图像' },
        { ko: '이상 감지', en: 'Event detected', ja: '異常検知', zh: '检测到异常' },
      ],
      alarmStates: { 1: 1, 2: 2 },
    },
    people: {
      name: { ko: '감지 인원', en: 'People counted', ja: '検知人数', zh: '检测人数' },
      unit: 'persons',
      range: [0, 500],
      resolution: 1,
      every: 30,
    },
  },
} as const satisfies Kind
