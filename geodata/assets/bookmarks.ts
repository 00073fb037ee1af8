import type { Bookmark } from '../../models/site.ts'
import type { GroundPoint, Translated } from '../../models/units.ts'
import { isLot, stallsOf } from '../fabric/lots.ts'
import { ringArea, ringCentre } from '../plane/ring.ts'
import { toGround } from '../projection.ts'
import { mainOf, type Stage } from './Stage.ts'

/** Named cameras. `from` is the azimuth the camera stands at, seen from its target; `far` and `up` in metres. */
export function makeBookmarks(stage: Stage): Bookmark[] {
  const view = (
    id: string,
    name: Translated,
    at: GroundPoint,
    from: number,
    far: number,
    up: number,
  ): Bookmark => {
    const turn = (from * Math.PI) / 180
    const target = stage.onGround(at, 5)
    const eye = stage.onGround([at[0] + far * Math.sin(turn), at[1] - far * Math.cos(turn)])
    return { id, name, eye: [eye[0], Math.max(target[1], eye[1]) + up, eye[2]], target }
  }
  const site = (id: string): GroundPoint => {
    const main = mainOf(stage.site(id))
    return main ? ringCentre(main.building.ring) : stage.place(id).at
  }
  /** Middle of all halls of a plant. */
  const works = (id: string): GroundPoint => {
    const halls = stage.site(id).filter(one => one.building.use === 'factory')
    return halls.length > 0 ? ringCentre(halls.map(one => ringCentre(one.building.ring))) : site(id)
  }
  const ll = (lon: number, lat: number): GroundPoint => toGround([lon, lat])
  const lots = stage.settled.filter(one => isLot(one.draft) && one.building.place === 's005')
  const lot = lots.sort(
    (a, b) => (isLot(b.draft) ? stallsOf(b.draft) : 0) - (isLot(a.draft) ? stallsOf(a.draft) : 0),
  )[0]
  const roof = stage
    .site('s003')
    .filter(one => one.building.parts[0]?.shape === 'prism' && one.building.use === 'factory')
    .sort((a, b) => Math.abs(ringArea(b.building.ring)) - Math.abs(ringArea(a.building.ring)))[0]
  return [
    view(
      'complex',
      { ko: '산단 전체', en: 'The whole complex', ja: '団地全体', zh: '园区全景' },
      [1_700, 500],
      297,
      8_900,
      2_050,
    ),
    view(
      'daero',
      { ko: '창원대로', en: 'Changwon-daero', ja: '昌原大路', zh: '昌原大路' },
      ll(128.6655, 35.2225),
      303,
      2_600,
      520,
    ),
    view(
      'doosan',
      { ko: '두산 부두', en: 'Doosan quay', ja: '斗山埠頭', zh: '斗山码头' },
      stage.place('s125').at,
      250,
      820,
      240,
    ),
    view(
      'lg',
      { ko: 'LG 스마트파크', en: 'LG Smart Park', ja: 'LGスマートパーク', zh: 'LG智慧园' },
      works('s003'),
      200,
      620,
      250,
    ),
    view(
      'support',
      {
        ko: '스마트업타워·혁신지원센터',
        en: 'Smart-up Tower and support centre',
        ja: 'スマートアップタワー・革新支援センター',
        zh: '智创大厦·创新支援中心',
      },
      site('s070'),
      205,
      340,
      130,
    ),
    view(
      'hydrogen',
      { ko: '액화수소플랜트', en: 'Liquid-hydrogen plant', ja: '液化水素プラント', zh: '液氢工厂' },
      site('s084'),
      285,
      260,
      110,
    ),
    view(
      'city-hall',
      {
        ko: '창원시청·창원광장',
        en: 'City Hall and the rotary',
        ja: '昌原市庁・昌原広場',
        zh: '昌原市政府·昌原广场',
      },
      ll(128.6812, 35.2276),
      215,
      780,
      330,
    ),
    view('gm', { ko: '한국GM', en: 'GM Korea', ja: '韓国GM', zh: '韩国通用' }, works('s005'), 235, 900, 400),
    view(
      'bongam',
      { ko: '봉암 하구', en: 'Bongam estuary', ja: '鳳岩河口', zh: '凤岩河口' },
      stage.place('s128').at,
      262,
      1_250,
      330,
    ),
    view(
      'wollim',
      {
        ko: '월림 특별안전구역',
        en: 'Wollim special safety area',
        ja: '月林 特別安全区域',
        zh: '月林特别安全区',
      },
      [-1_100, 100],
      205,
      1_150,
      520,
    ),
    view(
      'parking',
      { ko: '주차장', en: 'Car park of a plant', ja: '駐車場', zh: '停车场' },
      lot ? ringCentre(lot.building.ring) : site('s005'),
      210,
      95,
      105,
    ),
    view(
      'solar',
      { ko: '지붕 태양광', en: 'A solar roof', ja: '屋根太陽光', zh: '屋顶光伏' },
      roof ? ringCentre(roof.building.ring) : site('s003'),
      200,
      190,
      95,
    ),
    view(
      'masan-bay',
      { ko: '마산만', en: 'Masan Bay and the bridge', ja: '馬山湾', zh: '马山湾' },
      ll(128.588, 35.182),
      200,
      2_400,
      420,
    ),
  ]
}
