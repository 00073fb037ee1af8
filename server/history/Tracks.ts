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

/** Track of a point that has no number yet, where only the owner gives numbers; no page and no state holds it. */
const NOWHERE = 0xffff_ffff

/** Find the tracks of these points, and give numbers to the new ones. */
export async function openTracks(
  db: Kysely<HistoryTables>,
  points: Points,
  assets: readonly Asset[],
): Promise<Tracks> {
  const stored = await storedTracks(db)
  const fresh: { id: number; asset: string; point: string; part: number }[] = []
  const tracks = tracksOf(stored, points, assets, (asset, point, part) => {
    const id = stored.count++
    fresh.push({ id, asset, point, part })
    return id
  })
  for (let k = 0; k < fresh.length; k += ROWS_A_TIME)
    await db
      .insertInto('history_track')
      .values(fresh.slice(k, k + ROWS_A_TIME))
      .execute()
  return tracks
}

/** Find the tracks of these points and write nothing: a point without one has no past until it is read again. */
export async function readTracks(
  db: Kysely<HistoryTables>,
  points: Points,
  assets: readonly Asset[],
): Promise<Tracks> {
  return tracksOf(await storedTracks(db), points, assets, () => NOWHERE)
}

/** Number of tracks the database has: another one means that an owner gave numbers to new points. */
export async function countTracks(db: Kysely<HistoryTables>): Promise<number> {
  const row = await db
    .selectFrom('history_track')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id == null ? 0 : Number(row.id) + 1
}

interface Stored {
  readonly known: ReadonlyMap<string, number>
  count: number
}

async function storedTracks(db: Kysely<HistoryTables>): Promise<Stored> {
  const known = new Map<string, number>()
  let count = 0
  for (const row of await db.selectFrom('history_track').selectAll().execute()) {
    known.set(key(row.asset, row.point, row.part), row.id)
    count = Math.max(count, row.id + 1)
  }
  return { known, count }
}

function tracksOf(
  stored: Stored,
  points: Points,
  assets: readonly Asset[],
  missing: (asset: string, point: string, part: number) => number,
): Tracks {
  const ofPoint = new Uint32Array(points.count)
  for (let i = 0; i < points.count; i++) {
    const place = [assets[points.asset[i]!]!.id, points.name[i]!, points.part[i]!] as const
    ofPoint[i] = stored.known.get(key(...place)) ?? missing(...place)
  }
  const { count } = stored
  const pointOf = new Int32Array(count).fill(-1)
  const resolution = new Float64Array(count).fill(1)
  ofPoint.forEach((track, point) => {
    if (track >= count) return
    pointOf[track] = point
    resolution[track] = points.spec[point]!.resolution
  })
  return { count, ofPoint, pointOf, resolution }
}

function key(asset: string, point: string, part: number): string {
  return `${asset}/${point}/${part}`
}
