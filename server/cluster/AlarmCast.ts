import type { NatsConnection } from '@nats-io/transport-node'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { AlarmBoard } from '../alarms/AlarmBoard.ts'
import { subjectsOf } from './names.ts'
import { type OwnerWord, readCursor, writeWord } from './OwnerWord.ts'

/** The owner's side of the alarms: tells the gateways each change, and all alarms to one that asks. */
export class AlarmCast {
  private readonly line: NatsConnection
  private readonly subjects: ReturnType<typeof subjectsOf>
  private readonly board: AlarmBoard
  private readonly run: number
  private readonly url: string
  private n = 0

  /** `run` is the owner's term and `url` where gateways reach its doors. */
  constructor(line: NatsConnection, installation: string, board: AlarmBoard, run: number, url: string) {
    this.line = line
    this.subjects = subjectsOf(installation)
    this.board = board
    this.run = run
    this.url = url
  }

  /** Answer gateways that ask for all alarms, page by page, until the result is called. */
  serve(): () => void {
    const asked = this.line.subscribe(this.subjects.alarms, {
      callback: (_, message) => {
        const cursor = readCursor(message.data)
        const { news, next } = cursor ? this.board.page(cursor) : this.board.since(undefined)
        message.respond(writeWord({ ...this.word(news), ...(next && { next }) }))
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
    return { run, n, url, ...(news && { news }) }
  }

  /** While NATS is away nothing is kept for it: the numbers show what was missed. */
  private say(word: OwnerWord): void {
    if (!this.line.isClosed()) this.line.publish(this.subjects.word, writeWord(word))
  }
}
