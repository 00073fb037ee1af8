import type { Asset } from '../../models/asset.ts'
import type { GroundPoint, Translated } from '../../models/units.ts'
import { nameThing, THINGS } from './nameThing.ts'
import { assetAt, type Stage } from './Stage.ts'

/** Ends and a way point of bus lines by site id; numbers after lines of the city, courses along the main roads made up. */
const LINES: readonly [no: string, course: Translated, stops: readonly string[]][] = [
  [
    '100',
    {
      ko: '창원역 – 성주사역',
      en: 'Changwon Station – Seongjusa Station',
      ja: '昌原駅 – 聖住寺駅',
      zh: '昌原站 – 圣住寺站',
    },
    ['s100', 's105', 's110', 's104'],
  ],
  [
    '103',
    {
      ko: '마산역 – 창원시청',
      en: 'Masan Station – City Hall',
      ja: '馬山駅 – 昌原市庁',
      zh: '马山站 – 昌原市政府',
    },
    ['s102', 's128', 's110'],
  ],
  [
    '105',
    { ko: '창원역 – 두산', en: 'Changwon Station – Doosan', ja: '昌原駅 – 斗山', zh: '昌原站 – 斗山' },
    ['s100', 's105', 's028', 's001'],
  ],
  [
    '110',
    {
      ko: '창원중앙역 – 남산',
      en: 'Jungang Station – Namsan',
      ja: '昌原中央駅 – 南山',
      zh: '昌原中央站 – 南山',
    },
    ['s101', 's112', 's106'],
  ],
  [
    '114',
    {
      ko: '팔용동 – 성산구청',
      en: 'Palyong – Seongsan Office',
      ja: '八龍洞 – 城山区庁',
      zh: '八龙洞 – 城山区政府',
    },
    ['s070', 's105', 's003', 's113'],
  ],
  [
    '122',
    { ko: '창원대 – 적현', en: 'University – Jeokhyeon', ja: '昌原大学 – 赤峴', zh: '昌原大学 – 赤岘' },
    ['s080', 's110', 's029', 's022'],
  ],
  [
    '150',
    { ko: '창원터미널 – GM', en: 'Terminal – GM', ja: '昌原ターミナル – GM', zh: '昌原客运站 – GM' },
    ['s105', 's019', 's005'],
  ],
  [
    '213',
    { ko: '웅남 순환', en: 'Ungnam loop', ja: '熊南循環', zh: '熊南环线' },
    ['s110', 's017', 's067', 's003', 's110'],
  ],
  [
    '507',
    {
      ko: '마산항 – 창원대로',
      en: 'Masan Port – Changwon-daero',
      ja: '馬山港 – 昌原大路',
      zh: '马山港 – 昌原大路',
    },
    ['s122', 's128', 's006', 's031'],
  ],
  [
    '710',
    {
      ko: '스마트업타워 – 전기연구원',
      en: 'Smart-up Tower – KERI',
      ja: 'スマートアップタワー – 電気研究院',
      zh: '智创大厦 – 电气研究院',
    },
    ['s070', 's006', 's004', 's076'],
  ],
]

/** Buses of ten lines, three on each, with the course they run. */
export function busAssets(stage: Stage): Asset[] {
  return LINES.flatMap(([no, line, stops]) => {
    const path: GroundPoint[] = []
    for (let i = 1; i < stops.length; i++) {
      const way = stage.roads.way(stage.place(stops[i - 1]!).at, stage.place(stops[i]!).at)
      path.push(...(i === 1 ? way : way.slice(1)))
    }
    const course = path.map(point => stage.onGround(point, 0.2))
    return [1, 2, 3].map(car =>
      assetAt(stage, path[Math.floor(((car - 0.5) * path.length) / 3)]!, {
        id: `bus-${no}-${car}`,
        kind: 'bus',
        name: {
          ko: `${no}번 버스 ${car} (${line.ko})`,
          en: `Bus ${no}, car ${car} (${line.en})`,
          ja: `${no}番バス ${car} (${line.ja})`,
          zh: `${no}路公交车 ${car}（${line.zh}）`,
        },
        path: course,
        size: [2.5, 3.2, 11],
      }),
    )
  })
}

/** Machines on the floors of the demo factory, of MDCG and of some smart factories. */
export function machineAssets(stage: Stage): Asset[] {
  const floors: readonly [site: string, word: string, count: number][] = [
    ['s074', 'demo', 24],
    ['s066', 'mdcg', 16],
    ['s032', 'dn-namsan', 14],
    ['s035', 'fanuc', 12],
    ['s034', 'hwacheon', 12],
    ['s039', 'ctr', 14],
    ['s038', 'schaeffler', 12],
    ['s003', 'lg-smart-park', 20],
    ['s064', 'woorim', 10],
    ['s052', 'shinsung', 8],
  ]
  return floors.flatMap(([site, word, count]) => {
    const halls = stage.site(site).filter(one => one.building.ring.length === 4 && one.building.use !== 'lot')
    const one = halls.find(hall => hall.building.name) ?? halls[0]
    if (!one) return []
    const [a, b, , d] = one.building.ring
    const { name } = stage.place(site)
    const across = Math.ceil(count / 2)
    return Array.from({ length: count }, (_, i) => {
      const s = 0.12 + (0.76 * ((i % across) + 0.5)) / across
      const t = i < across ? 0.34 : 0.66
      const at: GroundPoint = [
        a![0] + (b![0] - a![0]) * s + (d![0] - a![0]) * t,
        a![1] + (b![1] - a![1]) * s + (d![1] - a![1]) * t,
      ]
      return assetAt(
        stage,
        at,
        {
          id: `machine-${word}-${String(i + 1).padStart(2, '0')}`,
          kind: 'machine',
          name: nameThing(name, THINGS.machine, i + 1),
          rating: [15, 22, 37, 55][i % 4]!,
          size: [3, 2.4, 2.2],
        },
        0.2,
        one,
      )
    })
  })
}
