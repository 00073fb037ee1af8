import type { AlarmSummary, AlarmTally } from '../../../models/alarmSummary.ts'
import type { Site } from '../../../models/site.ts'

/** From where the camera is: single assets, blocks for those with several alarms, or sub-districts for everything in them. */
export type Reach = 'near' | 'far' | 'wide'

/** A sub-district or block that speaks for its assets: its alarms and the asset that is worst. */
export interface Speaker {
  readonly tally: AlarmTally
  readonly asset: number
}

/** What speaks for troubled assets at this reach: sub-districts and blocks by index, and the assets that are spoken for. */
export interface AreaSigns {
  readonly subdistricts: ReadonlyMap<number, Speaker>
  readonly blocks: ReadonlyMap<number, Speaker>
  readonly silent: ReadonlySet<number>
}

/** Choose who speaks, so that one place in trouble is one sign and no trouble is without one. */
export function areaSigns(
  { assets }: Pick<Site, 'assets'>,
  summary: Pick<AlarmSummary, 'assets' | 'blocks' | 'subdistricts'>,
  reach: Reach,
): AreaSigns {
  const subdistricts = new Map<number, Speaker>()
  const blocks = new Map<number, Speaker>()
  const silent = new Set<number>()
  if (reach === 'near') return { subdistricts, blocks, silent }
  for (const [index, own] of summary.assets) {
    const { block, subdistrict } = assets[index]!
    const [speakers, key, level] =
      reach === 'wide'
        ? ([subdistricts, subdistrict, summary.subdistricts] as const)
        : ([blocks, block, summary.blocks] as const)
    const tally = key < 0 ? undefined : level.get(key)
    if (!tally || (reach === 'far' && tally.count < 2)) continue
    silent.add(index)
    if (own.severity === tally.severity && own.claim === tally.claim && !speakers.has(key))
      speakers.set(key, { tally, asset: index })
  }
  return { subdistricts, blocks, silent }
}
