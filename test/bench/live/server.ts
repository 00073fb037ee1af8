/** Our server as a peer of shared/bench/live: whole ticks over TCP → twin, alarms, recent history → one frame → sockets. */
import { createServer } from 'node:net'
import type { Asset } from '../../../models/asset.ts'
import { topicIndex } from '../../../models/points.ts'
import type { Site } from '../../../models/site.ts'
import type { Clock } from '../../../server/clock.ts'
import { room } from '../../../server/net/room.ts'
import { startTwin } from '../../../server/start.ts'

/** CLOCK_MONOTONIC in milliseconds: the clock the harness stamps with. */
const monotonic: Clock = {
  now: () => Number(process.hrtime.bigint()) / 1e6,
  // No sweep for stale points: the harness's updates alone are counted. Pulses are left out with it.
  every: () => () => undefined,
}

/** Largest workload of the harness. `progress` of a bus is a number with a resolution of 0.01, like the harness's values. */
const ASSETS = 50_000
const [port = '0', feedPort = '0'] = process.argv.slice(2)
const assets = Array.from(
  { length: ASSETS },
  (_, i): Asset => ({
    id: `a${i}`,
    kind: 'bus',
    name: { ko: '', en: '' },
    place: [0, 0, 0],
    heading: 0,
    provenance: 'synthetic',
    source: 'bench',
    feature: -1,
    block: -1,
    subdistrict: -1,
  }),
)
const site: Site = {
  version: 'bench',
  origin: [128.65, 35.216],
  bounds: [0, 0, 0, 0],
  features: 0,
  subdistricts: [],
  blocks: [],
  places: [],
  bookmarks: [],
  assets,
}

const running = await startTwin({
  site,
  clock: monotonic,
  sources: [],
  credential: { fresh: null, matches: () => false },
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: Number(port),
  version: 'bench',
  tickMs: null,
  maxViewers: 30_000,
})
const first = running.points.first

// The harness's light viewers cannot wait for the answer to their CONNECT before they ask for topics, so they are put in the room.
running.io.on('connection', viewer => void viewer.join(room(topicIndex('mobility'))))

createServer(socket => {
  let left = Buffer.alloc(0)
  socket.on('data', data => {
    left = left.length ? Buffer.concat([left, data]) : data
    while (left.length >= 4 && left.length >= 4 + left.readUInt32LE(0)) {
      const length = left.readUInt32LE(0)
      take(left.subarray(4, 4 + length))
      left = left.subarray(4 + length)
    }
  })
  socket.on('error', () => undefined)
}).listen(Number(feedPort), '127.0.0.1', () => process.send?.({ listening: 1 }))

/** One tick of the feed: f64 stamp in µs, u32 tick, u32 n, then indices, float32 values, status bytes. The status becomes the quality byte. */
function take(body: Buffer): void {
  const at = body.readDoubleLE(0) / 1000
  const n = body.readUInt32LE(12)
  for (let k = 0; k < n; k++) {
    const value = body.readFloatLE(16 + 4 * n + 4 * k)
    if (value < 0 || value > 100) continue
    running.twin.apply(
      first[body.readUInt32LE(16 + 4 * k)]!,
      value,
      at,
      1 + Math.min(1, body[16 + 8 * n + k]!),
    )
  }
  running.tick()
}
