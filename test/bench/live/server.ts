/** Our server as a peer of test/bench/peers/live: whole ticks over TCP → twin, alarms, history → one frame → sockets. */
import { createServer } from 'node:net'
import { topicIndex } from '../../../models/points.ts'
import type { Site } from '../../../models/site.ts'
import type { Clock } from '../../../server/clock.ts'
import { room } from '../../../server/net/room.ts'
import { startTwin } from '../../server/twinUnderTest.ts'
import { benchAssets } from './snapshot.ts'

/** Milliseconds between sweeps for stale points (server/start.ts). */
const SWEEP = 2_000

/** CLOCK_MONOTONIC in milliseconds: the clock the harness stamps with. */
const monotonic: Clock = {
  now: () => Number(process.hrtime.bigint()) / 1e6,
  every: (ms, task) => {
    // No sweep: most assets of the harness are silent longer than a bus may be, and its updates alone are counted.
    if (ms === SWEEP) return () => undefined
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
}

/** Largest workload of the harness. */
const ASSETS = 50_000
/** With `fan-out` nothing hears the twin: no alarms, no history, frames alone. */
const [port = '0', feedPort = '0', part = 'all'] = process.argv.slice(2)
const site: Site = {
  version: 'bench',
  origin: [128.65, 35.216],
  bounds: [0, 0, 0, 0],
  features: 0,
  subdistricts: [],
  blocks: [],
  plots: [],
  places: [],
  bookmarks: [],
  assets: benchAssets(ASSETS),
}

const running = await startTwin({
  site,
  clock: monotonic,
  sources: [],
  credential: { fresh: null, keep: () => undefined, matches: () => false },
  folders: { client: null, world: null },
  host: '127.0.0.1',
  port: Number(port),
  version: 'bench',
  tickMs: null,
  maxViewers: 30_000,
})
const first = running.points.first
if (part === 'fan-out') {
  const { listeners, keepers } = running.twin as unknown as Record<string, unknown[]>
  listeners!.length = keepers!.length = 0
}

// The harness's light viewers cannot wait for the answer to their CONNECT before they ask for topics, so they are put in the room.
running.io.on('connection', viewer => void viewer.join(room(topicIndex('mobility'))))
// Nor do they answer pings: a twin would let them go after 45 s.
running.io.engine.opts.pingTimeout = 3_600_000

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
