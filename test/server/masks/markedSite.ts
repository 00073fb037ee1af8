import { type KindName, kinds } from '../../../models/kinds.ts'
import type { Site } from '../../../models/site.ts'
import { asset, smallSite } from '../fixture.ts'

/** Assets that the public must not learn of, by ids and names that stand nowhere else. */
export const HIDDEN = [
  asset('camera', { id: 'camera-zq81', name: { ko: '숨긴눈81', en: 'hiddeneye81' } }),
  asset('hydrogen', { id: 'h2-liquid-plant', name: { ko: '숨긴탱크82', en: 'hiddentank82' } }),
] as const

/** One asset of each kind, and the hidden ones. */
export function markedSite(): Site {
  return smallSite([...(Object.keys(kinds) as KindName[]).map(kind => asset(kind)), ...HIDDEN])
}
