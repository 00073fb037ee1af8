import { inflateRawSync } from 'node:zlib'
import type { Socket } from 'socket.io-client'
import { applyFrame, type FrameState, frameState } from '../../../models/frame.ts'
import { TOPICS } from '../../../models/kind.ts'
import type { Points } from '../../../models/points.ts'
import type { Bytes, Reply } from '../../../models/wire.ts'
import type { Browser } from '../accounts/frontDoor.ts'

/** A line that keeps all that comes over it: what is said as text, and the values that frames bring. */
export class Ear {
  readonly socket: Socket
  readonly state: FrameState
  readonly touched = new Set<number>()
  /** Events by name, and answers under `reply`. */
  readonly heard: [name: string, said: unknown][] = []

  private constructor(socket: Socket, points: Points) {
    this.socket = socket
    this.state = frameState(Float64Array.from(points.spec, spec => spec.resolution))
    socket.onAny((name: string, ...said: unknown[]) => {
      if (name === 'frame') this.take(said[0] as Bytes)
      else this.heard.push([name, said.filter(each => typeof each !== 'function')])
      const [taken] = said.slice(-1)
      if (typeof taken === 'function') taken()
    })
  }

  /** Listen to every topic. */
  static async open(browser: Browser, points: Points): Promise<Ear> {
    const ear = new Ear(await browser.socket(), points)
    await ear.ask('topics:watch', { topics: TOPICS })
    return ear
  }

  async ask(name: string, order: unknown): Promise<Reply<unknown>> {
    const reply = await this.socket.timeout(15_000).emitWithAck(name, order)
    this.heard.push(['reply', reply])
    return reply
  }

  /** All that was said, as text. */
  get text(): string {
    return JSON.stringify(this.heard)
  }

  close(): void {
    this.socket.disconnect()
  }

  private take(bytes: Bytes): void {
    const frame = new Uint8Array(bytes as ArrayBuffer)
    for (const i of applyFrame(frame, this.state, body => new Uint8Array(inflateRawSync(body))))
      this.touched.add(i)
  }
}
