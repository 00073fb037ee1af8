import type { Asset } from '../../models/asset.ts'
import type { GroundPoint, Translated } from '../../models/units.ts'
import type { Settled } from '../fabric/Town.ts'
import { ringCentre } from '../plane/ring.ts'
import { toGround } from '../projection.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { type AssetNote, assetAt, MADE_UP, mainOf, type Stage, slug } from './Stage.ts'

/** The Green Energy Centre, where several machines stand on one yard. */
const GREEN_CENTRE = 's093'

/** Wind turbines: the maker's test machine on the quay, the rest made up on quays and ridges. */
export function windAssets(stage: Stage): Asset[] {
  const quay = stage.place('s125')
  const at = (lon: number, lat: number): GroundPoint => toGround([lon, lat])
  const list: [id: string, name: Translated, at: GroundPoint, kw: number, source?: string][] = [
    [
      'wind-doosan-test',
      {
        ko: '두산 시험 풍력발전기',
        en: 'Doosan test turbine',
        ja: '斗山 試験風力発電機',
        zh: '斗山试验风机',
      },
      mainPoint(stage, 's125'),
      3_000,
      `${quay.source}; Doosan builds 3 MW turbines, its test machine here is assumed`,
    ],
    [
      'wind-jeokhyeon-1',
      {
        ko: '적현 부두 풍력 1호',
        en: 'Jeokhyeon quay turbine 1',
        ja: '赤峴埠頭 風力1号機',
        zh: '赤岘码头风机1号',
      },
      at(128.6005, 35.2085),
      2_000,
    ],
    [
      'wind-gapo-1',
      { ko: '가포 풍력 1호', en: 'Gapo turbine 1', ja: '架浦 風力1号機', zh: '架浦风机1号' },
      at(128.5835, 35.1655),
      2_000,
    ],
    [
      'wind-jangbok-1',
      { ko: '장복산 풍력 1호', en: 'Jangbok ridge turbine 1', ja: '長福山 風力1号機', zh: '长福山风机1号' },
      at(128.6565, 35.18),
      3_000,
    ],
    [
      'wind-jangbok-2',
      { ko: '장복산 풍력 2호', en: 'Jangbok ridge turbine 2', ja: '長福山 風力2号機', zh: '长福山风机2号' },
      at(128.6642, 35.1797),
      3_000,
    ],
    [
      'wind-bulmo-1',
      { ko: '불모산 풍력 1호', en: 'Bulmo ridge turbine 1', ja: '仏母山 風力1号機', zh: '佛母山风机1号' },
      at(128.7387, 35.1674),
      4_200,
    ],
  ]
  return list.map(([id, name, where, kw, source]) =>
    assetAt(stage, where, {
      id,
      kind: 'wind',
      name,
      rating: kw,
      heading: 315,
      size: [kw > 2_500 ? 112 : 90, kw > 2_500 ? 95 : 80, 4],
      ...(source && { source, provenance: 'approximate' as const }),
    }),
  )
}

/** Fuel cells: two of 2.4 MW as reported, three made-up ones of building size. */
export function fuelCellAssets(stage: Stage): Asset[] {
  const list: [id: string, site: string, name: Translated, kw: number, source?: string][] = [
    [
      'fuelcell-seongju',
      's085',
      { ko: '성주 수소 연료전지', en: 'Seongju fuel cell', ja: '聖住 水素燃料電池', zh: '圣住氢燃料电池' },
      2_400,
      'h2news 9886: 2.4 MW on 800 m² at the Seongju hydrogen site',
    ],
    [
      'fuelcell-energy-park',
      's094',
      {
        ko: '에너지 테마파크 연료전지',
        en: 'Energy park fuel cell',
        ja: 'エネルギーテーマパーク 燃料電池',
        zh: '能源主题公园燃料电池',
      },
      2_400,
      'knnews 1311283: 2.4 MW planned (another report says 24 MW)',
    ],
    [
      'fuelcell-sangbok',
      's092',
      {
        ko: '상복 수소거점 연료전지',
        en: 'Sangbok hub fuel cell',
        ja: '上福水素拠点 燃料電池',
        zh: '上福氢能基地燃料电池',
      },
      1_000,
    ],
    [
      'fuelcell-keri',
      's076',
      {
        ko: '전기연구원 연료전지',
        en: 'KERI fuel cell',
        ja: '電気研究院 燃料電池',
        zh: '电气研究院燃料电池',
      },
      440,
    ],
    [
      'fuelcell-university',
      's080',
      { ko: '창원대 연료전지', en: 'University fuel cell', ja: '昌原大学 燃料電池', zh: '昌原大学燃料电池' },
      300,
    ],
    [
      'fuelcell-green-centre',
      's093',
      {
        ko: '그린에너지센터 연료전지',
        en: 'Green Energy Centre fuel cell',
        ja: 'グリーンエネルギーセンター 燃料電池',
        zh: '绿色能源中心燃料电池',
      },
      1_800,
      'research on the centre (2023): fuel cell 1.8 MW',
    ],
  ]
  return list.map(([id, site, name, kw, source]) =>
    beside(stage, site, {
      id,
      kind: 'fuelCell',
      name,
      rating: kw,
      size: [Math.min(24, 2.6 + kw / 110), 3.1, 8],
      ...(source && { source, provenance: 'approximate' as const }),
    }),
  )
}

/** Battery stores: the planned one of the theme park, the rest made up at large users. */
export function batteryAssets(stage: Stage): Asset[] {
  const sites: [string, number, string?][] = [
    ['s094', 100, 'knnews 1311283: ESS 100 kW planned; taken as 100 kWh'],
    ['s093', 3_000, 'research on the centre (2023): ESS 3 MWh'],
    ['s001', 12_000],
    ['s003', 8_000],
    ['s004', 10_000],
    ['s005', 9_000],
    ['s006', 4_000],
    ['s014', 3_000],
    ['s017', 6_000],
    ['s019', 4_000],
    ['s022', 14_000],
    ['s031', 3_000],
    ['s067', 2_000],
    ['s070', 2_000],
    ['s085', 1_500],
  ]
  return sites.map(([site, kwh, source]) => {
    const { name } = stage.place(site)
    return beside(
      stage,
      site,
      {
        id: `battery-${slug(name.en)}`,
        kind: 'battery',
        name: nameThing(name, THINGS.battery),
        rating: kwh,
        size: [12.2, 2.9, 2.44],
        ...(source && { source, provenance: 'approximate' as const }),
      },
      15,
    )
  })
}

/** Hydrogen: the liquefaction plant, the Seongju base, the stations and the hub. Rating in kg/h. */
export function hydrogenAssets(stage: Stage): Asset[] {
  const list: [string, string, number][] = [
    ['s084', 'h2-liquid-plant', 208],
    ['s085', 'h2-seongju-base', 42],
    ['s092', 'h2-sangbok-hub', 42],
    ['s086', 'h2-station-palyong', 25],
    ['s087', 'h2-station-sarim', 25],
    ['s088', 'h2-station-daewon', 110],
    ['s089', 'h2-station-tunnel', 25],
    ['s090', 'h2-station-jungang', 25],
    ['s091', 'h2-station-masan-ftz', 60],
    ['s093', 'h2-green-centre', 9],
  ]
  return list.map(([site, id, rate]) => {
    const place = stage.place(site)
    return beside(
      stage,
      site,
      {
        id,
        kind: 'hydrogen',
        name: place.name,
        rating: rate,
        provenance: 'approximate',
        source: `${place.source}; ${place.note ?? 'size by judgement'}`,
      },
      30,
    )
  })
}

/** An asset beside the main building of a site; where one site has several sorts, `apart` metres along. */
function beside(stage: Stage, site: string, note: AssetNote, apart = 0): Asset {
  const main = mainOf(stage.site(site))
  const energy = stage.site(site).find(one => one.building.use === 'energy') ?? main
  return assetAt(
    stage,
    energy ? cornerOf(energy, site === GREEN_CENTRE ? apart : 0) : stage.place(site).at,
    { source: MADE_UP, ...note },
    0,
    energy,
  )
}

/** A point just outside a building's first corner, `along` metres on beside its first edge. */
function cornerOf(one: Settled, along = 0): GroundPoint {
  const ring = one.building.ring
  const [cx, cz] = ringCentre(ring)
  const [x, z] = ring[0]!
  const far = Math.hypot(x - cx, z - cz)
  const [nx, nz] = ring[1]!
  const edge = Math.hypot(nx - x, nz - z)
  return [
    x + ((x - cx) / far) * 5 + ((nx - x) / edge) * along,
    z + ((z - cz) / far) * 5 + ((nz - z) / edge) * along,
  ]
}

function mainPoint(stage: Stage, site: string): GroundPoint {
  const main = stage.site(site)[0]
  return main ? cornerOf(main) : stage.place(site).at
}
