/** Viewers with the client's own line in one process: `viewers.ts COUNT ASSETS URL`. Answers every message with how they are. */
import { type Line, openLine, ownClock } from '../../../client/live/line.ts'
import { numberPoints, topicIndex } from '../../../models/points.ts'
import type { Bytes } from '../../../models/wire.ts'
import { LightSocket } from './LightSocket.ts'
import { PLANT_TOPIC, plant } from './plant.ts'
import { type Known, SharedStates } from './SharedStates.ts'

/** How one viewer is. */
export interface ViewerNews {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  /** When it had all values of this epoch. */
  readonly since: number
}

const [count = '0', assets = '0', url = ''] = process.argv.slice(2)
const points = numberPoints(plant(Number(assets)))
const states = new SharedStates(Float64Array.from(points.spec, ({ resolution }) => resolution))

/** Nothing of the plant is restricted: its topic is one channel. */
const PLANT_CHANNEL = topicIndex(PLANT_TOPIC)

class LightViewer {
  known: Known | null = null
  since = 0
  readonly line: Line

  constructor() {
    this.line = openLine(new LightSocket(url), ownClock, {
      topics: () => [PLANT_TOPIC],
      have: () =>
        this.known ? [{ channel: PLANT_CHANNEL, epoch: this.known.epoch, seq: this.known.seq }] : [],
      haveAlarms: () => null,
      receive: frame => this.take(frame),
      forget: () => void (this.known = null),
      joined: ({ epoch }) => {
        if (this.known && this.known.epoch !== epoch) this.known = null
      },
      changed: () => undefined,
      page: () => undefined,
      failed: () => undefined,
      report: () => undefined,
    })
  }

  private take(frame: Bytes): boolean {
    const known = states.take(this.known, frame as Uint8Array)
    if (!known) return false
    if (this.known?.epoch !== known.epoch) this.since = Date.now()
    this.known = known
    return true
  }
}

const viewers = Array.from({ length: Number(count) }, () => new LightViewer())
process.on('message', () => {
  const news = viewers.flatMap(({ known, since }): ViewerNews[] =>
    known ? [{ epoch: known.epoch, seq: known.seq, hash: known.hash, since }] : [],
  )
  process.send!(news)
})
process.send!('ready')
