import type { Kind } from '../kind.ts'

export const fireDetector = {
  name: { ko: '화재 감지기', en: 'Fire detector' },
  topic: 'control',
  shape: 'detector',
  lead: 'temperature',
  points: {
    temperature: {
      name: { ko: '최고 표면 온도', en: 'Highest surface temperature' },
      unit: '°C',
      range: [-40, 800],
      resolution: 0.5,
      every: 5,
      limits: { high: 80, highHigh: 150, deadband: 5 },
    },
    leakage: {
      name: { ko: '누설 전류', en: 'Leakage current' },
      unit: 'A',
      range: [0, 30],
      resolution: 0.001,
      every: 10,
      limits: { high: 0.3, highHigh: 1, deadband: 0.05 },
    },
    smoke: {
      name: { ko: '연기', en: 'Smoke' },
      unit: '1',
      range: [0, 1],
      resolution: 1,
      every: 10,
      states: [
        { ko: '없음', en: 'None' },
        { ko: '감지', en: 'Detected' },
      ],
      alarmStates: { 1: 3 },
    },
  },
} as const satisfies Kind
