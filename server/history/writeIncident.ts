import { createHash } from 'node:crypto'
import type { Alarm } from '../../models/alarm.ts'
import { writeChunk } from '../../models/chunk.ts'
import { writePage } from '../../models/chunkPage.ts'
import { SEAL } from '../../models/chunkSeal.ts'
import { QUALITY } from '../../models/quality.ts'
import { SampleList } from '../../models/sampleList.ts'
import type { Instant } from '../../models/units.ts'
import { ByteWriter } from '../../models/varint.ts'
import { addEntries, addLog, SamplesByTrack } from './bandSamples.ts'
import type { History } from './History.ts'
import { RAW, slotsOf } from './level.ts'
import { pack } from './pack.ts'
import { pagesOfSlot } from './pages.ts'
import { restore } from './restore.ts'
import { bandsOf } from './Tracks.ts'

/** First bytes of an incident, and the version of the format below. */
export const INCIDENT_MAGIC = 'TWIN-INC'
export const INCIDENT_VERSION = 1
/** Samples of one incident at most: what another installation reads into memory to replay it. */
export const MOST_SAMPLES = 1_000_000

/** What stands at the head of an incident, as JSON. */
export interface IncidentHead {
  readonly title: string
  readonly from: Instant
  readonly to: Instant
  readonly created: Instant
  /** Site.version of the installation it happened on. */
  readonly site: string
  readonly samples: number
  /** Alarms that stood at `from`, by their place here; null when no journal told. */
  readonly alarms: readonly (Alarm & IncidentPoint)[] | null
  /** The points, in the order of the chunks. */
  readonly points: readonly IncidentPoint[]
}

/** A point by name: numbers mean nothing on another installation. */
export interface IncidentPoint {
  readonly asset: string
  readonly name: string
  readonly part: number
  readonly unit: string
}

/** What an incident is asked to hold. */
export interface IncidentOrder {
  readonly title: string
  readonly from: Instant
  readonly to: Instant
  /** 1 for each point that is in it. */
  readonly wanted: Uint8Array
  readonly created: Instant
  readonly site: string
  readonly assetIds: readonly string[]
  readonly alarms: readonly Alarm[] | null
}

/**
 * An incident as one file. Layout: the eight letters TWIN-INC; version and length of the head, uint32 little-endian;
 * the head, JSON in UTF-8; a sealed, deflated page (models/chunkSeal.ts, chunkPage.ts) with one chunk (models/chunk.ts)
 * for each point of the head, times counted from `from`; SHA-256 of all before. Each point begins with the value that
 * stood at `from`. Null when it would hold more than MOST_SAMPLES.
 */
export async function writeIncident(history: History, order: IncidentOrder): Promise<Uint8Array | null> {
  const { points } = history
  const lists = await samplesOf(history, order)
  if (!lists) return null
  const indices = [...lists.keys()].sort((a, b) => a - b)
  const nameOf = (point: number): IncidentPoint => ({
    asset: order.assetIds[points.asset[point]!]!,
    name: points.name[point]!,
    part: points.part[point]!,
    unit: points.spec[point]!.unit,
  })
  const entries = indices.map((point, k) => {
    const { resolution } = points.spec[point]!
    const out = new ByteWriter(64)
    writeChunk(out, lists.get(point)!, order.from, resolution)
    return { track: k, resolution, bytes: out.done() }
  })
  const { title, from, to, created, site } = order
  const head: IncidentHead = {
    title,
    from,
    to,
    created,
    site,
    samples: indices.reduce((sum, point) => sum + lists.get(point)!.n, 0),
    alarms: order.alarms?.map(alarm => ({ ...alarm, ...nameOf(alarm.point) })) ?? null,
    points: indices.map(nameOf),
  }
  const text = Buffer.from(JSON.stringify(head))
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32LE(INCIDENT_VERSION, 0)
  sizes.writeUInt32LE(text.length, 4)
  const body = Buffer.concat([
    Buffer.from(INCIDENT_MAGIC),
    sizes,
    text,
    pack(SEAL.samples, writePage(entries)),
  ])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/** Samples by point index in [from, to], with the value that stood at `from`; null when they are too many. */
async function samplesOf(
  history: History,
  { from, to, wanted }: IncidentOrder,
): Promise<Map<number, SampleList> | null> {
  const { tracks, open, db } = history
  const lists = new Map<number, SampleList>()
  const stood = await restore(history, from)
  stood.times.forEach((time, point) => {
    if (!wanted[point] || Number.isNaN(time)) return
    const list = new SampleList(8)
    const quality = stood.quality[point]!
    list.push(from, stood.values[point]!, quality === QUALITY.stale ? QUALITY.bad : quality)
    lists.set(point, list)
  })
  let n = lists.size
  for (const slot of slotsOf(from, to)) {
    const held = new SamplesByTrack()
    for (const log of open.byStart.get(slot)?.logs.values() ?? [])
      addLog(held, log, log.n, slot, tracks.resolution)
    const all = new SamplesByTrack()
    for await (const { entries } of pagesOfSlot(db, RAW, slot, bandsOf(tracks.count)))
      addEntries(
        all,
        entries.filter(({ track }) => wanted[tracks.pointOf[track] ?? -1] === 1),
        slot,
      )
    for (const [track, list] of held) {
      const before = all.get(track)
      if (before) before.append(list)
      else if (wanted[tracks.pointOf[track] ?? -1] === 1) all.set(track, list)
    }
    for (const [track, list] of all) {
      list.settle()
      const point = tracks.pointOf[track]!
      const into = lists.get(point) ?? new SampleList(8)
      lists.set(point, into)
      for (let k = list.until(from); k < list.until(to); k++, n++)
        into.push(list.at[k]!, list.value[k]!, list.quality[k]!)
    }
    if (n > MOST_SAMPLES) return null
  }
  return lists
}
