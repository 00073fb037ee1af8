import { Budget } from './Budget.ts'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import { FilterTree } from './FilterTree.ts'
import { bytesOf, Session, type Waiting, type Wish } from './Session.ts'

/** Tells of what somebody lost: the credential and what. */
export type Lose = (device: string, what: string) => void

/** The kept sessions of all clients, bounded in number and bytes for each credential and in all. */
export class Sessions {
  private readonly kept = new Map<string, Session>()
  private readonly tree = new FilterTree<{ session: Session; wish: Wish }>()
  private readonly number = new Budget(MOST.sessions)
  private readonly filters = new Budget(MOST.sessionFilters)
  private readonly bytes = new Budget(MOST.queuedBytes)
  private readonly lose: Lose

  constructor(lose: Lose) {
    this.lose = lose
  }

  get size(): number {
    return this.kept.size
  }

  get byteLength(): number {
    return this.bytes.total
  }

  /** The session of a client id. */
  of(id: string): Session | undefined {
    return this.kept.get(id)
  }

  /** The session of a client of this credential, kept from now on; the oldest that is away gives way. Null when there is no room. */
  open(id: string, device: string): Session | null {
    const known = this.kept.get(id)
    if (known) {
      known.awaySince = Number.NaN
      return known
    }
    if (!this.number.take(device, 1)) {
      const oldest = this.oldestOf(device)
      if (oldest) {
        this.lose(
          device,
          `the session of its client ${oldest.id.slice(0, 60)}, the one longest away of too many`,
        )
        this.end(oldest.id)
      }
      if (!oldest || !this.number.take(device, 1)) {
        this.lose(device, `the session of its client ${id.slice(0, 60)}: too many are kept already`)
        return null
      }
    }
    const session = new Session(id, device)
    this.kept.set(id, session)
    return session
  }

  /** End a session and forget what waits in it. */
  end(id: string): void {
    const session = this.kept.get(id)
    if (!session) return
    for (const topic of [...session.wishes.keys()]) this.unwish(session, topic)
    this.bytes.give(session.device, session.bytes)
    this.number.give(session.device, 1)
    this.kept.delete(id)
  }

  /** Remember what a client subscribed to. */
  wish(session: Session, wish: Wish): void {
    if (!session.wishes.has(wish.topic) && !this.filters.take(session.device, 1)) {
      this.lose(session.device, `messages of ${wish.topic.slice(0, 80)} while away: too many filters`)
      return
    }
    session.wishes.set(wish.topic, wish)
    if (wish.qos > 0) this.tree.set(wish.topic, session.id, { session, wish })
    else this.tree.delete(wish.topic, session.id)
  }

  /** Forget a filter of a client. */
  unwish(session: Session, topic: string): void {
    if (!session.wishes.delete(topic)) return
    this.filters.give(session.device, 1)
    this.tree.delete(topic, session.id)
  }

  /** Sessions whose filters match a topic, each once. */
  hearing(topic: string): Session[] {
    return [...new Set(this.tree.match(topic).map(({ session }) => session))]
  }

  /** Let a message wait for a client; what does not fit is lost and told. */
  enqueue(session: Session, message: Waiting): void {
    const bytes = bytesOf(message)
    if (!session.fits(bytes) || !this.bytes.take(session.device, bytes)) {
      this.lose(session.device, `messages for its client ${session.id.slice(0, 60)}: its queue is full`)
      return
    }
    session.queue.push(message)
    session.bytes += bytes
  }

  /** Remove a waiting message. */
  remove(session: Session, index: number): Waiting | undefined {
    const [message] = session.queue.splice(index, 1)
    if (!message) return undefined
    const bytes = bytesOf(message)
    session.bytes -= bytes
    this.bytes.give(session.device, bytes)
    return message
  }

  /** End what has been away for too long. */
  look(steady: number): void {
    for (const session of [...this.kept.values()]) if (session.isOver(steady)) this.end(session.id)
  }

  private oldestOf(device: string): Session | null {
    let oldest: Session | null = null
    for (const session of this.kept.values())
      if (session.device === device && session.awaySince < (oldest?.awaySince ?? Number.POSITIVE_INFINITY))
        oldest = session
    return oldest
  }
}
