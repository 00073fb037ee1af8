/** Viewers with the client's own line in one process: `viewers.ts COUNT URL`. They decode nothing; told `begin` they count afresh, told `tell` they answer with what came. */
import { openLine, ownClock } from '../../../client/live/line.ts'
import { readHead } from '../../../models/frame.ts'
import { TOPICS } from '../../../models/kind.ts'
import type { Have } from '../../../models/wire.ts'
import { LightSocket } from '../../server/overload/LightSocket.ts'

/** What came to all viewers of a process since it was told to begin. */
export interface Came {
  /** Viewers that are in the present and have every topic. */
  readonly joined: number
  readonly frames: number
  readonly bytes: number
  /** Milliseconds from the newest sample in a frame to its arrival, sorted. */
  readonly lags: readonly number[]
}

/** Arrivals noted at most; every tenth is enough for a percentile. */
const EVERY = 10

const [count = '0', url = ''] = process.argv.slice(2)
let frames = 0
let bytes = 0
let lags: number[] = []

function join(): () => boolean {
  const have = new Map<number, Have>()
  openLine(new LightSocket(url), ownClock, {
    topics: () => TOPICS,
    have: () => [...have.values()],
    haveAlarms: () => null,
    receive(frame) {
      const data = frame as Uint8Array
      const { channel, epoch, seq, full, at } = readHead(data)
      const last = have.get(channel)
      if (!full && (last?.epoch !== epoch || seq > last.seq + 1)) return false
      have.set(channel, { channel, epoch, seq })
      bytes += data.length
      if (!full && frames++ % EVERY === 0) lags.push(Date.now() - at)
      return true
    },
    forget: () => have.clear(),
    joined: () => undefined,
    changed: () => undefined,
    page: () => undefined,
    failed: () => undefined,
    report: () => undefined,
  })
  return () => have.size === TOPICS.length
}

const viewers = Array.from({ length: Number(count) }, join)
process.on('message', order => {
  if (order === 'begin') {
    frames = 0
    bytes = 0
    lags = []
    return
  }
  const joined = viewers.filter(has => has()).length
  const came: Came = { joined, frames, bytes, lags: lags.sort((a, b) => a - b) }
  process.send!(came)
})
