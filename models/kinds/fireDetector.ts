import type { Kind } from '../kind.ts'

export const fireDetector = {
  name: { ko: '화재 감지기', en: 'Fire detector', ja: '火災感知器', zh: '火灾探测器' },
  topic: 'control',
  shape: 'detector',
  lead: 'temperature',
  points: {
    temperature: {
      name: {
        ko: '최고 표면 온도',
        en: 'Highest surface temperature',
        ja: '最高表面温度',
        zh: '最高表面温度',
      },
      unit: '°C',
      range: [-40, 800],
      resolution: 0.5,
      every: 5,
      limits: { high: 80, highHigh: 150, deadband: 5 },
    },
    leakage: {
      name: { ko: '누설 전류', en: 'Leakage current', ja: '漏れ電流', zh: '泄漏电流' },
      unit: 'A',
      range: [0, 30],
      resolution: 0.001,
      every: 10,
      limits: { high: 0.3, highHigh: 1, deadband: 0.05 },
    },
    smoke: {
      name: { ko: '연기', en: 'Smoke', ja: '煙', zh: '烟雾' },
      unit: '1',
      range: [0, 1],
      resolution: 1,
      every: 10,
      states: [
        { ko: '없음', en: 'None', ja: 'なし', zh: '无' },
        { ko: '감지', en: 'Detected', ja: '検知', zh: '已检测到' },
      ],
      alarmStates: { 1: 3 },
    },
  },
} as const satisfies Kind
