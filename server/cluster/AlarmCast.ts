import type { NatsConnection } from '@nats-io/transport-node'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { AlarmBoard } from '../alarms/AlarmBoard.ts'
import { subjectsOf } from './names.ts'
import { type OwnerWord, readCursor, writeWord } from './OwnerWord.ts'
import type { Seal } from './Seal.ts'

/** The owner's side of the alarms: tells the gateways each change, and all alarms to one that asks. */
export class AlarmCast {
  private readonly line: NatsConnection
  private readonly subjects: ReturnType<typeof subjectsOf>
  private readonly board: AlarmBoard
  private readonly run: number
  private readonly url: string
  private readonly seal: Seal
  private n = 0
  private beats = 0

  /** `run` is the owner's term and `url` where gateways reach its doors. */
  constructor(
    { line, installation, seal }: { line: NatsConnection; installation: string; seal: Seal },
    board: AlarmBoard,
    run: number,
    url: string,
  ) {
    this.line = line
    this.subjects = subjectsOf(installation)
    this.board = board
    this.run = run
    this.url = url
    this.seal = seal
  }

  /** Answer gateways that ask for all alarms, page by page, until the result is called. */
  serve(): () => void {
    const asked = this.line.subscribe(this.subjects.alarms, {
      callback: (_, message) => {
        const { alarms } = this.subjects
        let question: Uint8Array
        try {
          question = this.seal.open(alarms, message.data)
        } catch {
          return
        }
        const cursor = readCursor(question)
        const { news, next } = cursor ? this.board.page(cursor) : this.board.since(undefined)
        const answer = writeWord({ ...this.word(news), ...(next && { next }) })
        message.respond(this.seal.close(alarms, answer))
      },
    })
    return () => asked.unsubscribe()
  }

  /** Tell what changed. */
  tell(pieces: readonly AlarmNews[]): void {
    for (const news of pieces) {
      this.n++
      this.say(this.word(news))
    }
  }

  /** Say that the owner lives. */
  beat(): void {
    this.say(this.word())
  }

  private word(news?: AlarmNews): OwnerWord {
    const { run, n, url } = this
    return { run, beat: ++this.beats, n, url, ...(news && { news }) }
  }

  /** While NATS is away nothing is kept for it: the numbers show what was missed. */
  private say(word: OwnerWord): void {
    if (this.line.isClosed()) return
    const { word: subject } = this.subjects
    this.line.publish(subject, this.seal.close(subject, writeWord(word)))
  }
}
