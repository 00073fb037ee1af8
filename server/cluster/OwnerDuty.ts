import type { NatsConnection } from '@nats-io/transport-node'
import type { Transaction } from 'kysely'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { Sight } from '../../models/sight.ts'
import type { Alarms } from '../alarms/Alarms.ts'
import type { JournalDoor } from '../alarms/Journal.ts'
import type { Clock } from '../clock.ts'
import type { Gate } from '../ingest/accept.ts'
import type { Log } from '../log/Log.ts'
import type { Ticker } from '../net/ticker.ts'
import type { PeopleLine } from '../presence/presenceSubject.ts'
import { type RecordDoor, recordDoor } from '../records/recordDoor.ts'
import type { AnyStore } from '../store/Store.ts'
import type { Twin } from '../twin/twin.ts'
import { AlarmCast } from './AlarmCast.ts'
import type { ClusterTables } from './clusterTables.ts'
import { fencedDoor, holdTerm } from './fencedDoor.ts'
import { LogFeed } from './LogFeed.ts'
import { subjectsOf } from './names.ts'
import type { Ownership, Term } from './Ownership.ts'
import { WORD_EVERY } from './OwnerWord.ts'
import { type CarryOrder, serveOrders } from './orderWire.ts'
import { peopleLine } from './peopleLine.ts'
import type { Seal } from './Seal.ts'
import { seedTwin } from './seedTwin.ts'

/** Milliseconds between whole frames in the log: after a gap gateways stand again within these. */
const WHOLE_EVERY = 5_000

/** What an owner has won, and how it reaches the gateways. */
export interface OwnerLinks {
  readonly ownership: Ownership
  readonly term: Term
  readonly line: NatsConnection
  readonly log: Log
  readonly installation: string
  readonly seal: Seal
  /** Where gateways reach the doors of this process. */
  readonly url: string
}

/** The parts of a twin that an owner tells of. */
export interface Owned {
  readonly twin: Twin
  readonly gate: Gate
  readonly ticker: Ticker
  readonly alarms: Alarms
  readonly sight: Sight
  readonly clock: Clock
  readonly carry: CarryOrder
}

/** What a process does more than one that runs alone, for as long as it owns the twin of an installation. */
export class OwnerDuty {
  readonly feed: LogFeed
  private readonly links: OwnerLinks
  private cast: AlarmCast | null = null

  constructor(links: OwnerLinks) {
    this.links = links
    this.feed = new LogFeed(links.log)
  }

  /** The fencing epoch of the term: names the run in every frame. */
  get epoch(): number {
    return this.links.term.epoch
  }

  /** Messages over NATS that no process of the installation sent. */
  get forged(): number {
    return this.links.seal.refused
  }

  /** True while the lock is known to be held: the history may be written. */
  get mayWrite(): boolean {
    return this.links.ownership.holds
  }

  /** Where the alarms' rows get in as long as this term goes on. */
  journalDoor(store: AnyStore): JournalDoor {
    return fencedDoor(store, this.epoch)
  }

  /** Take the present over from the owner before, then tell the gateways frames, alarms and that we live, and take their orders, until the result is called. */
  async begin({ twin, gate, ticker, alarms, sight, clock, carry }: Owned): Promise<() => void> {
    const { log, url } = this.links
    await seedTwin(twin, gate, sight.hiddenPoints, log).catch(error => {
      console.error(`The present could not be taken over from the log: ${(error as Error).message}`)
    })
    const cast = new AlarmCast(this.links, alarms, this.epoch, url)
    this.cast = cast
    const whole = (): void => this.feed.putWhole(ticker, clock.now())
    whole()
    cast.beat()
    const stops = [
      cast.serve(),
      serveOrders({ ...this.links, clock, epoch: () => this.epoch }, carry),
      clock.every(WHOLE_EVERY, whole),
      clock.every(WORD_EVERY, () => cast.beat()),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Tell the gateways what changed in the alarms. */
  tell(pieces: readonly AlarmNews[]): void {
    this.cast?.tell(pieces)
  }

  /** Where the records get in as long as this term goes on. */
  recordDoor(store: AnyStore): RecordDoor {
    return recordDoor(store, trx => holdTerm(trx as unknown as Transaction<ClusterTables>, this.epoch))
  }

  /** Tell the gateways that records changed. */
  ringRecords(): void {
    const { line, installation } = this.links
    if (!line.isClosed()) line.publish(subjectsOf(installation).records)
  }

  /** Tell whoever keeps anchors on NATS where the chained tables end. */
  readonly publishAnchor = (text: string): void => {
    const { line, installation } = this.links
    if (!line.isClosed()) line.publish(subjectsOf(installation).anchor, text)
  }

  /** Who of the staff is there, at every process. */
  get people(): PeopleLine {
    return peopleLine(this.links)
  }

  /** Let go of the lock, so that a stand-by owns at once, and of NATS. */
  async end(): Promise<void> {
    await this.links.ownership.close()
    await this.links.log.close()
    await this.links.line.close()
  }
}
