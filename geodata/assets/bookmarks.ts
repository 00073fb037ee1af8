import type { Bookmark } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'
import { isLot, stallsOf } from '../fabric/lots.ts'
import { ringArea, ringCentre } from '../fabric/ring.ts'
import { toGround } from '../projection.ts'
import { mainOf, type Stage } from './Stage.ts'

/** Named cameras. `from` is the azimuth the camera stands at, seen from its target; `far` and `up` in metres. */
export function makeBookmarks(stage: Stage): Bookmark[] {
  const view = (
    id: string,
    ko: string,
    en: string,
    at: GroundPoint,
    from: number,
    far: number,
    up: number,
  ): Bookmark => {
    const turn = (from * Math.PI) / 180
    const target = stage.onGround(at, 5)
    const eye = stage.onGround([at[0] + far * Math.sin(turn), at[1] - far * Math.cos(turn)])
    return { id, name: { ko, en }, eye: [eye[0], Math.max(target[1], eye[1]) + up, eye[2]], target }
  }
  const site = (id: string): GroundPoint => {
    const main = mainOf(stage.site(id))
    return main ? ringCentre(main.building.ring) : stage.place(id).at
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
    view('complex', '산단 전체', 'The whole complex', [1_700, 500], 297, 8_900, 2_050),
    view('daero', '창원대로', 'Changwon-daero', ll(128.6655, 35.2225), 303, 2_600, 520),
    view('doosan', '두산 부두', 'Doosan quay', site('s001'), 285, 1_100, 330),
    view('lg', 'LG 스마트파크', 'LG Smart Park', site('s003'), 200, 520, 210),
    view(
      'support',
      '스마트업타워·혁신지원센터',
      'Smart-up Tower and support centre',
      site('s070'),
      205,
      340,
      130,
    ),
    view('hydrogen', '액화수소플랜트', 'Liquid-hydrogen plant', site('s084'), 220, 210, 85),
    view('city-hall', '창원시청·창원광장', 'City Hall and the rotary', ll(128.6812, 35.2276), 215, 780, 330),
    view('gm', '한국GM', 'GM Korea', site('s005'), 235, 760, 300),
    view('bongam', '봉암 하구', 'Bongam estuary', stage.place('s128').at, 262, 1_250, 330),
    view('wollim', '월림 특별안전구역', 'Wollim special safety area', ll(128.6405, 35.2125), 205, 720, 330),
    view(
      'parking',
      '주차장',
      'Car park of a plant',
      lot ? ringCentre(lot.building.ring) : site('s005'),
      210,
      120,
      52,
    ),
    view(
      'solar',
      '지붕 태양광',
      'A solar roof',
      roof ? ringCentre(roof.building.ring) : site('s003'),
      200,
      190,
      95,
    ),
    view('masan-bay', '마산만', 'Masan Bay and the bridge', ll(128.588, 35.182), 200, 2_400, 420),
  ]
}
