import type { Kysely } from 'kysely'
import type { Asset } from '../../models/asset.ts'
import type { Points } from '../../models/points.ts'
import type { HistoryTables } from './tables.ts'

/** Tracks that share a page: neighbours of one asset and its neighbours. */
export const BAND = 64
const ROWS_A_TIME = 1_000

/** The numbers under which points are stored, which outlive their indices, and back. */
export interface Tracks {
  /** One more than the highest track. */
  readonly count: number
  /** Track by point index. */
  readonly ofPoint: Uint32Array
  /** Point index by track; -1 for a point that the site no longer has. */
  readonly pointOf: Int32Array
  /** Smallest step of the values, by track. */
  readonly resolution: Float64Array
}

/** Band of a track. */
export function bandOf(track: number): number {
  return Math.floor(track / BAND)
}

/** Number of bands that so many tracks fill. */
export function bandsOf(count: number): number {
  return Math.ceil(count / BAND)
}

/** Find the tracks of these points, and give numbers to the new ones. */
export async function openTracks(
  db: Kysely<HistoryTables>,
  points: Points,
  assets: readonly Asset[],
): Promise<Tracks> {
  const known = new Map<string, number>()
  let count = 0
  for (const row of await db.selectFrom('history_track').selectAll().execute()) {
    known.set(key(row.asset, row.point, row.part), row.id)
    count = Math.max(count, row.id + 1)
  }
  const ofPoint = new Uint32Array(points.count)
  const fresh: { id: number; asset: string; point: string; part: number }[] = []
  for (let i = 0; i < points.count; i++) {
    const asset = assets[points.asset[i]!]!.id
    const point = points.name[i]!
    const part = points.part[i]!
    const id = known.get(key(asset, point, part)) ?? count++
    ofPoint[i] = id
    if (!known.has(key(asset, point, part))) fresh.push({ id, asset, point, part })
  }
  for (let k = 0; k < fresh.length; k += ROWS_A_TIME)
    await db
      .insertInto('history_track')
      .values(fresh.slice(k, k + ROWS_A_TIME))
      .execute()
  const pointOf = new Int32Array(count).fill(-1)
  const resolution = new Float64Array(count).fill(1)
  ofPoint.forEach((track, point) => {
    pointOf[track] = point
    resolution[track] = points.spec[point]!.resolution
  })
  return { count, ofPoint, pointOf, resolution }
}

function key(asset: string, point: string, part: number): string {
  return `${asset}/${point}/${part}`
}
