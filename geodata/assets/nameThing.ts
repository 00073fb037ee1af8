import type { Names, Translated } from '../../models/units.ts'

/** What things placed by the generator are called. */
export const THINGS = {
  roofSolar: { ko: '지붕 태양광', en: 'roof PV', ja: '屋根太陽光', zh: '屋顶光伏' },
  solar: { ko: '태양광', en: 'PV', ja: '太陽光', zh: '光伏' },
  carPark: { ko: '주차장', en: 'car park', ja: '駐車場', zh: '停车场' },
  charger: { ko: '충전기', en: 'charger', ja: '充電器', zh: '充电桩' },
  battery: { ko: 'ESS', en: 'battery', ja: '蓄電システム', zh: '储能系统' },
  machine: { ko: '설비', en: 'machine', ja: '設備', zh: '设备' },
  factory: { ko: '공장', en: 'factory', ja: '工場', zh: '工厂' },
  switch: { ko: '개폐소', en: 'switching point', ja: '開閉所', zh: '开关站' },
  weather: { ko: '기상 관측', en: 'weather station', ja: '気象観測', zh: '气象站' },
  gas: { ko: '가스 감지기', en: 'gas detector', ja: 'ガス検知器', zh: '气体探测器' },
  fire: { ko: '화재 감지기', en: 'fire detector', ja: '火災感知器', zh: '火灾探测器' },
  noise: { ko: '소음 측정기', en: 'noise meter', ja: '騒音計', zh: '噪声监测仪' },
  camera: { ko: '관제 카메라', en: 'surveillance camera', ja: '監視カメラ', zh: '监控摄像机' },
  thermal: { ko: '열화상 카메라', en: 'thermal camera', ja: '熱画像カメラ', zh: '热像仪' },
} as const satisfies Readonly<Record<string, Translated>>

/** Wollim, the special safety area, and what belongs to the city. */
export const WOLLIM: Translated = { ko: '월림', en: 'Wollim', ja: '月林', zh: '月林' }
export const PUBLIC: Translated = { ko: '공영', en: 'Public', ja: '公営', zh: '公共' }

/** A thing of an owner: "LG전자 창원2공장 태양광 3". Without an owner the thing's own words, in English with a capital. */
export function nameThing(owner: Names | null, thing: Translated, number?: number): Translated {
  const tail = number === undefined ? '' : ` ${number}`
  const say = (whose: string | undefined, what: string) => (whose ? `${whose} ${what}` : what) + tail
  const en = owner ? thing.en : thing.en[0]!.toUpperCase() + thing.en.slice(1)
  return {
    ko: say(owner?.ko, thing.ko),
    en: say(owner?.en, en),
    ja: say(owner?.ja ?? owner?.en, thing.ja),
    zh: say(owner?.zh ?? owner?.en, thing.zh),
  }
}

/** The same things with a number behind every name that more than one has, so that no two are called alike. */
export function distinguish<T extends { readonly name: Names }>(things: readonly T[]): T[] {
  const total = new Map<string, number>()
  for (const { name } of things) total.set(name.ko, (total.get(name.ko) ?? 0) + 1)
  const seen = new Map<string, number>()
  return things.map(thing => {
    const { ko, en, ja, zh } = thing.name
    if (total.get(ko) === 1) return thing
    const n = (seen.get(ko) ?? 0) + 1
    seen.set(ko, n)
    return {
      ...thing,
      name: {
        ko: `${ko} ${n}`,
        en: `${en} ${n}`,
        ...(ja && { ja: `${ja} ${n}` }),
        ...(zh && { zh: `${zh} ${n}` }),
      },
    }
  })
}
