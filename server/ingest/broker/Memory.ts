import { Readable } from 'node:stream'
import type { PublishPacket, Subscription } from 'aedes'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import type { Retained } from './Retained.ts'
import type { Session, Waiting, Wish } from './Session.ts'
import type { Sessions } from './Sessions.ts'

interface Who {
  readonly id: string
}
type Will = PublishPacket & { brokerId?: string; clientId?: string }

/** What the broker's machine asks of a memory (aedes-persistence), answered from bounded ones. */
export class Memory {
  private readonly retained: Retained
  private readonly sessions: Sessions
  private readonly hears: (id: string, topic: string) => boolean
  private readonly wills = new Map<string, Will>()
  /** Ids of QoS 2 messages of clients whose session is not kept. */
  private readonly taken = new Map<string, Set<number>>()
  private brokerId = ''

  /** `hears` says whether a client may hear a topic. */
  constructor(retained: Retained, sessions: Sessions, hears: (id: string, topic: string) => boolean) {
    this.retained = retained
    this.sessions = sessions
    this.hears = hears
  }

  async setup({ id }: { readonly id: string }): Promise<void> {
    this.brokerId = id
  }

  /** Whoever judges a message keeps it, by whose it is; see Retained. */
  async storeRetained(): Promise<void> {}

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(this.retained.of(filters))
  }

  createRetainedStream(filter: string): Readable {
    return this.createRetainedStreamCombi([filter])
  }

  async addSubscriptions({ id }: Who, subscriptions: readonly Subscription[]): Promise<void> {
    const session = this.sessions.of(id)
    if (!session) return
    for (const { topic, qos, rh, rap, nl } of subscriptions)
      if (qos <= 2) this.sessions.wish(session, { topic, qos, rh, rap, nl })
  }

  async removeSubscriptions({ id }: Who, topics: readonly string[]): Promise<void> {
    const session = this.sessions.of(id)
    if (session) for (const topic of topics) this.sessions.unwish(session, topic)
  }

  async subscriptionsByClient({ id }: Who): Promise<Wish[]> {
    return [...(this.sessions.of(id)?.wishes.values() ?? [])]
  }

  async countOffline(): Promise<{ subsCount: number; clientsCount: number }> {
    return { subsCount: 0, clientsCount: this.sessions.size }
  }

  async subscriptionsByTopic(topic: string): Promise<{ clientId: string; topic: string }[]> {
    return this.sessions
      .hearing(topic)
      .filter(({ id }) => this.hears(id, topic))
      .map(({ id }) => ({ clientId: id, topic }))
  }

  /** The client begins anew: nothing of its session is left. */
  async cleanSubscriptions({ id }: Who): Promise<void> {
    this.sessions.end(id)
  }

  async outgoingEnqueue({ clientId }: { readonly clientId: string }, packet: Waiting): Promise<void> {
    const session = this.sessions.of(clientId)
    if (session) this.sessions.enqueue(session, copyOf(packet))
  }

  async outgoingEnqueueCombi(to: readonly { clientId: string }[], packet: Waiting): Promise<void> {
    for (const each of to) await this.outgoingEnqueue(each, packet)
  }

  /** A waiting message gets its id, or becomes its release. One that did not fit into the queue is sent without being kept. */
  async outgoingUpdate({ id }: Who, packet: Waiting): Promise<void> {
    const queue = this.sessions.of(id)?.queue ?? []
    for (const [k, waiting] of queue.entries()) {
      if (waiting.brokerId === packet.brokerId) {
        if (waiting.brokerCounter !== packet.brokerCounter) continue
        if (packet.messageId !== undefined) waiting.messageId = packet.messageId
        return
      }
      if (waiting.messageId !== undefined && waiting.messageId === packet.messageId) {
        queue[k] = { ...waiting, ...packet, payload: waiting.payload, topic: waiting.topic }
        return
      }
    }
  }

  async outgoingClearMessageId(
    { id }: Who,
    { messageId, brokerId, brokerCounter }: Waiting,
  ): Promise<unknown> {
    const session = this.sessions.of(id)
    if (!session) return undefined
    const k = session.queue.findIndex(waiting =>
      messageId === undefined
        ? waiting.brokerId === brokerId && waiting.brokerCounter === brokerCounter
        : waiting.messageId === messageId,
    )
    return k < 0 ? undefined : this.sessions.remove(session, k)
  }

  outgoingStream({ id }: Who): Readable {
    return Readable.from([...(this.sessions.of(id)?.queue ?? [])])
  }

  async incomingStorePacket({ id }: Who, { messageId = 0 }: PublishPacket): Promise<void> {
    const taken = this.takenOf(id, true)!
    taken.add(messageId)
    if (taken.size > MOST.queue) taken.delete(taken.values().next().value!)
  }

  async incomingGetPacket({ id }: Who, { messageId = 0 }: PublishPacket): Promise<{ messageId: number }> {
    if (!this.takenOf(id)?.has(messageId)) throw new Error('no such packet')
    return { messageId }
  }

  async incomingDelPacket({ id }: Who, { messageId = 0 }: PublishPacket): Promise<void> {
    if (!this.takenOf(id)?.delete(messageId)) throw new Error('no such packet')
  }

  /** Forget a QoS 2 message that was refused: it is over for its client. */
  release(id: string, messageId: number): void {
    this.takenOf(id)?.delete(messageId)
  }

  async cleanIncoming({ id }: Who): Promise<void> {
    this.taken.delete(id)
  }

  async putWill({ id }: Who, will: Will): Promise<void> {
    this.wills.set(id, Object.assign(will, { brokerId: this.brokerId, clientId: id }))
  }

  async getWill({ id }: Who): Promise<Will | undefined> {
    return this.wills.get(id)
  }

  async delWill({ id }: Who): Promise<Will | undefined> {
    const will = this.wills.get(id)
    this.wills.delete(id)
    return will
  }

  streamWill(brokers: Readonly<Record<string, unknown>> = {}): Readable {
    return Readable.from([...this.wills.values()].filter(({ brokerId }) => !brokers[brokerId ?? '']))
  }

  getClientList(): Readable {
    return Readable.from([])
  }

  async destroy(): Promise<void> {}

  private takenOf(id: string, make = false): Set<number> | undefined {
    const session: Session | undefined = this.sessions.of(id)
    if (session) return session.taken
    if (make && !this.taken.has(id)) this.taken.set(id, new Set())
    return this.taken.get(id)
  }
}

/** A message with a payload of its own: the one it came with may be a piece of a large buffer. */
function copyOf(packet: Waiting): Waiting {
  const payload = Buffer.allocUnsafeSlow(packet.payload.length)
  Buffer.from(packet.payload as Buffer).copy(payload)
  const { cmd, topic, qos, retain, dup, brokerId = '', brokerCounter = 0 } = packet
  return { cmd, topic, payload, qos, retain, dup, brokerId, brokerCounter, messageId: undefined } as never
}
