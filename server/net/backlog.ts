import type { Socket } from 'socket.io'
import type { Topic } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import type { ClientToServer, ServerToClient } from '../../models/wire.ts'
import { asBuffer } from './asBuffer.ts'
import type { PastVisit } from './PastVisit.ts'
import { room } from './room.ts'
import type { Ticker } from './ticker.ts'

/** What the server keeps with each viewer. */
export interface ViewerData {
  /** Ticks in a row that found its line still busy. */
  busy?: number
  /** Channels it is owed a full frame of once its line is free; absent while it keeps up. */
  owed?: Set<number>
  /** Topics it last asked for. */
  topics?: readonly Topic[]
  /** Its stay in the past; absent in the present. */
  visit?: PastVisit
}
/** One viewer's socket. */
export type Viewer = Socket<ClientToServer, ServerToClient, Record<string, never>, ViewerData>

/** Bytes waiting for a viewer beyond which it gets no more frames. */
export const MOST_BUFFERED = 256 * 1024
/** A line whose bytes the kernel has not taken at this many ticks in a row is stuck. */
const STUCK = 2

/** As much of engine.io's connection as is read here; its types keep the buffers to themselves. */
interface Line {
  writeBuffer: { readonly data?: string | Uint8Array }[]
  readonly transport: { readonly socket?: { readonly bufferedAmount: number } }
}

/** Keeps frames from viewers that do not take them: they leave the rooms, and get full frames when their line is free. */
export class Backlog {
  /** Viewers that are behind, as of the last look. */
  behind = 0
  private readonly ticker: Ticker

  constructor(ticker: Ticker) {
    this.ticker = ticker
  }

  /** Before each tick: stop feeding the viewers that do not drain, and bring the drained ones up to date. */
  look(viewers: Iterable<Viewer>, now: Instant): void {
    this.behind = 0
    for (const viewer of viewers) {
      const line = lineOf(viewer)
      const { data } = viewer
      data.busy = unsent(line) > 0 ? (data.busy ?? 0) + 1 : 0
      if (data.owed && buffered(line) === 0) this.catchUp(viewer, now)
      else if (!data.owed && (data.busy >= STUCK || buffered(line) > MOST_BUFFERED)) this.hold(viewer, line)
      if (data.owed) this.behind++
    }
  }

  /** Note the channels of a viewer that is behind or overfull, for later. False when it keeps up and may be fed now. */
  owe(viewer: Viewer, channels: readonly number[]): boolean {
    const line = lineOf(viewer)
    if (!viewer.data.owed && buffered(line) > MOST_BUFFERED) this.hold(viewer, line)
    if (!viewer.data.owed) return false
    viewer.data.owed = new Set(channels)
    return true
  }

  private catchUp(viewer: Viewer, now: Instant): void {
    const channels = viewer.data.owed ?? []
    delete viewer.data.owed
    for (const channel of channels) {
      for (const frame of this.ticker.heal(channel, undefined, now)) viewer.emit('frame', asBuffer(frame))
      void viewer.join(room(channel))
    }
  }

  /** Take a viewer out of its rooms, and the frames not yet handed to its line out of the queue: full ones will replace them. */
  private hold(viewer: Viewer, line: Line): void {
    const owed = new Set<number>()
    for (const channel of this.ticker.numbers) {
      if (!viewer.rooms.has(room(channel))) continue
      owed.add(channel)
      void viewer.leave(room(channel))
    }
    viewer.data.owed = owed
    line.writeBuffer = line.writeBuffer.filter(packet => !(packet.data instanceof Uint8Array))
  }
}

/** Bytes handed to the WebSocket that the kernel has not taken. */
function unsent({ transport }: Line): number {
  return transport.socket?.bufferedAmount ?? 0
}

/** Those, and the bytes that engine.io keeps until they are gone. */
function buffered(line: Line): number {
  return unsent(line) + line.writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
}

/** Bytes that wait for a viewer to take them. */
export function waitingBytes(viewer: Viewer): number {
  return buffered(lineOf(viewer))
}

function lineOf(viewer: Viewer): Line {
  return viewer.conn as unknown as Line
}
