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
export const INCIDENT_VERSION = 2

/** What stands at the head of an incident, as JSON. */
export interface IncidentHead {
  readonly title: string
  readonly from: Instant
  readonly to: Instant
  readonly created: Instant
  /** Site.version of the installation it happened on. */
  readonly site: string
  /** Alarms that stood at `from`, by their place here; null when no journal told. */
  readonly alarms: readonly (Alarm & IncidentPoint)[] | null
  /** The points asked for, in the order of the chunks' tracks. */
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
 * An incident as one file, piece by piece, however long: no more of it is in memory than a slot of the history. Layout:
 * the letters TWIN-INC; version and length of the head, uint32 little-endian; the head, JSON in UTF-8; then pages, each
 * its length (uint32) and a sealed, deflated page (models/chunkSeal.ts, chunkPage.ts) with a chunk (models/chunk.ts) of
 * each point that has samples, times counted from `from`; a length of 0; SHA-256 of all before. The first page holds
 * what stood at `from`, each further one a slot of the history.
 */
export async function* writeIncident(history: History, order: IncidentOrder): AsyncGenerator<Uint8Array> {
  const { points } = history
  const hash = createHash('sha256')
  const say = (bytes: Uint8Array) => {
    hash.update(bytes)
    return bytes
  }
  const nameOf = (point: number): IncidentPoint => ({
    asset: order.assetIds[points.asset[point]!]!,
    name: points.name[point]!,
    part: points.part[point]!,
    unit: points.spec[point]!.unit,
  })
  const indices = [...order.wanted.keys()].filter(point => order.wanted[point] === 1)
  const { title, from, to, created, site } = order
  const head: IncidentHead = {
    title,
    from,
    to,
    created,
    site,
    alarms: order.alarms?.map(alarm => ({ ...alarm, ...nameOf(alarm.point) })) ?? null,
    points: indices.map(nameOf),
  }
  const text = Buffer.from(JSON.stringify(head))
  yield say(Buffer.concat([Buffer.from(INCIDENT_MAGIC), uint32(INCIDENT_VERSION), uint32(text.length), text]))
  const trackOf = new Map(indices.map((point, k) => [point, k]))
  for await (const lists of samplesOf(history, order)) {
    const entries = [...lists]
      .filter(([, list]) => list.n > 0)
      .sort(([a], [b]) => a - b)
      .map(([point, list]) => {
        const { resolution } = points.spec[point]!
        const out = new ByteWriter(64)
        writeChunk(out, list, from, resolution)
        return { track: trackOf.get(point)!, resolution, bytes: out.done() }
      })
    if (entries.length === 0) continue
    const page = pack(SEAL.samples, writePage(entries))
    yield say(uint32(page.length))
    yield say(page)
  }
  yield say(uint32(0))
  yield hash.digest()
}

/** Samples by point index in [from, to]: what stood at `from`, then slot by slot. */
async function* samplesOf(
  history: History,
  { from, to, wanted }: IncidentOrder,
): AsyncGenerator<Map<number, SampleList>> {
  const { tracks, open, db } = history
  const first = new Map<number, SampleList>()
  const stood = await restore(history, from)
  stood.times.forEach((time, point) => {
    if (!wanted[point] || Number.isNaN(time)) return
    const list = new SampleList(8)
    const quality = stood.quality[point]!
    list.push(from, stood.values[point]!, quality === QUALITY.stale ? QUALITY.bad : quality)
    first.set(point, list)
  })
  yield first
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
    const lists = new Map<number, SampleList>()
    for (const [track, list] of all) {
      list.settle()
      const into = new SampleList(8)
      lists.set(tracks.pointOf[track]!, into)
      for (let k = list.until(from); k < list.until(to); k++)
        into.push(list.at[k]!, list.value[k]!, list.quality[k]!)
    }
    yield lists
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
