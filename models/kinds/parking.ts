import type { Kind } from '../kind.ts'

export const parking = {
  name: { ko: '주차장', en: 'Car park' },
  topic: 'parking',
  shape: 'lot',
  lead: 'occupied',
  points: {
    occupied: {
      name: { ko: '주차 대수', en: 'Occupied stalls' },
      unit: '1',
      range: [0, 5_000],
      resolution: 1,
      every: 10,
    },
    arrivals: {
      name: { ko: '입차', en: 'Arrivals' },
      unit: '1',
      range: [0, 2_000],
      resolution: 1,
      every: 60,
    },
    stall: {
      name: { ko: '주차면', en: 'Stall' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 60,
      perPart: true,
      states: [
        { ko: '비어 있음', en: 'Free' },
        { ko: '주차', en: 'Taken' },
        { ko: '사용 불가', en: 'Closed' },
      ],
    },
  },
} as const satisfies Kind
