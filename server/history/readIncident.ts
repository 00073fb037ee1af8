import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BadFile } from '../../geodata/read/Problems.ts'
import { readChunk } from '../../models/chunk.ts'
import { readPage } from '../../models/chunkPage.ts'
import { SEAL } from '../../models/chunkSeal.ts'
import type { Points } from '../../models/points.ts'
import { SampleList } from '../../models/sampleList.ts'
import { ByteReader } from '../../models/varint.ts'
import { convert } from '../ingest/convert.ts'
import type { ReadOffer } from '../ingest/readOffer.ts'
import { unpack } from './pack.ts'
import { INCIDENT_MAGIC, INCIDENT_VERSION } from './writeIncident.ts'

/** Points of an incident that are not of this site, named at most. */
const NAMED = 10
const HASH = 32
/** Points of an incident at most. */
const MOST_POINTS = 1_000_000
/** Samples a replay holds in memory at most; a longer incident is exported in pieces or with fewer assets. */
const MOST_SAMPLES = 5_000_000

const head = z.object({
  title: z.string().max(200),
  from: z.number(),
  to: z.number(),
  points: z
    .array(
      z.object({
        asset: z.string().max(200),
        name: z.string().max(200),
        part: z.number().int().min(0),
        unit: z.string().max(20),
      }),
    )
    .max(MOST_POINTS),
})

/** An incident as this site can play it. */
export interface Incident {
  readonly title: string
  readonly samples: ReadOffer[]
  /** Samples of points that are not of this site, and a sentence that names the points. */
  readonly skipped: number
  readonly firstSkipped: string | null
}

/** Read an incident that writeIncident wrote, here or elsewhere. Throws BadFile when it is none, or is damaged. */
export function readIncident(file: string, points: Points): Incident {
  const bytes = readFileSync(file)
  const fail = (what: string): never => {
    throw new BadFile(file, [what])
  }
  const start = INCIDENT_MAGIC.length + 8
  if (bytes.length < start + HASH || bytes.toString('latin1', 0, 8) !== INCIDENT_MAGIC)
    fail('it is no incident of a twin; POST /api/incidents makes one')
  const version = bytes.readUInt32LE(8)
  if (version !== INCIDENT_VERSION)
    fail(`it is of version ${version}; this program reads version ${INCIDENT_VERSION}`)
  const body = bytes.subarray(0, -HASH)
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(-HASH)))
    fail('it is damaged: its hash does not fit; fetch it again')
  try {
    const size = bytes.readUInt32LE(12)
    const about = head.parse(JSON.parse(body.toString('utf8', start, start + size)))
    return play(about, pagesOf(body, start + size), points)
  } catch (error) {
    return fail(`it cannot be read: ${(error as Error).message.slice(0, 200)}; fetch it again`)
  }
}

/** The pages behind the head, each unsealed when it is come to. */
function* pagesOf(body: Uint8Array, start: number): Generator<Uint8Array> {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  let at = start
  for (let size = view.getUint32(at, true); size > 0; size = view.getUint32(at, true)) {
    yield unpack(SEAL.samples, body.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
}

function play(about: z.output<typeof head>, pages: Iterable<Uint8Array>, points: Points): Incident {
  const samples: ReadOffer[] = []
  const lackingTracks = new Set<number>()
  const missing: string[] = []
  let skipped = 0
  for (const page of pages)
    for (const { track, resolution, bytes } of readPage(page)) {
      const named = about.points[track]
      if (!named) throw new RangeError(`chunk ${track} has no name`)
      const list = new SampleList()
      readChunk(new ByteReader(bytes), about.from, resolution, list)
      const point = points.find(named.asset, named.name, named.part)
      if (point < 0 || convert(0, named.unit, points.spec[point]!.unit) === null) {
        skipped += list.n
        if (!lackingTracks.has(track) && lackingTracks.size < NAMED)
          missing.push(`${named.asset}/${named.name}${named.part ? `/${named.part}` : ''}`)
        lackingTracks.add(track)
        continue
      }
      if (samples.length + list.n > MOST_SAMPLES)
        throw new RangeError(`over ${MOST_SAMPLES} samples; export a shorter time, or fewer assets`)
      for (let k = 0; k < list.n; k++) {
        const value = convert(list.value[k]!, named.unit, points.spec[point]!.unit)!
        samples.push({ point, value, at: list.at[k]!, quality: list.quality[k]! })
      }
    }
  const lacking = lackingTracks.size
  const more = lacking > NAMED ? ` and ${lacking - NAMED} more` : ''
  return {
    title: about.title,
    samples: samples.sort((a, b) => a.at - b.at),
    skipped,
    firstSkipped:
      lacking === 0 ? null : `${lacking} points of it are not of this site: ${missing.join(', ')}${more}`,
  }
}
