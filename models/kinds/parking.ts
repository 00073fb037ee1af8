import type { Kind } from '../kind.ts'

export const parking = {
  name: { ko: '주차장', en: 'Car park', ja: '駐車場', zh: '停车场' },
  topic: 'parking',
  shape: 'lot',
  lead: 'occupied',
  rating: {
    name: { ko: '주차면', en: 'Stalls', ja: '駐車区画', zh: '车位' },
    unit: 'stalls',
    point: 'occupied',
  },
  points: {
    occupied: {
      name: { ko: '주차 대수', en: 'Occupied stalls', ja: '駐車台数', zh: '停放车辆' },
      unit: '1',
      range: [0, 5_000],
      resolution: 1,
      every: 10,
    },
    arrivals: {
      name: { ko: '입차', en: 'Arrivals', ja: '入庫', zh: '入场' },
      unit: '1',
      range: [0, 2_000],
      resolution: 1,
      every: 60,
    },
    stall: {
      name: { ko: '주차면', en: 'Stall', ja: '駐車区画', zh: '车位' },
      unit: '1',
      range: [0, 2],
      resolution: 1,
      every: 60,
      perPart: true,
      states: [
        { ko: '비어 있음', en: 'Free', ja: '空き', zh: '空闲' },
        { ko: '주차', en: 'Taken', ja: '駐車中', zh: '占用' },
        { ko: '사용 불가', en: 'Closed', ja: '利用不可', zh: '不可用' },
      ],
    },
  },
} as const satisfies Kind
