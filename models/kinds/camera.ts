import type { Kind } from '../kind.ts'

export const camera = {
  name: { ko: '관제 카메라', en: 'Surveillance camera' },
  topic: 'control',
  shape: 'camera',
  lead: 'state',
  points: {
    state: {
      name: { ko: '상태', en: 'State' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 30,
      states: [
        { ko: '정상', en: 'Online' },
        { ko: '영상 끊김', en: 'No picture' },
        { ko: '이상 감지', en: 'Event detected' },
      ],
      alarmStates: { 1: 1, 2: 2 },
    },
    people: {
      name: { ko: '감지 인원', en: 'People counted' },
      unit: 'persons',
      range: [0, 500],
      resolution: 1,
      every: 30,
    },
  },
} as const satisfies Kind
