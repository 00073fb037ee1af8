import { randomBytes } from 'node:crypto'
import type { Site } from '../../../models/site.ts'
import { type Clock, systemClock } from '../../../server/clock.ts'
import type { OwnerDuty } from '../../../server/cluster/OwnerDuty.ts'
import { winOwnership } from '../../../server/cluster/winOwnership.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { type Gateway, startGateway } from '../../../server/startGateway.ts'
import { freePort } from '../../freePort.ts'
import { KEY, smallSite } from '../fixture.ts'
import { NATS, natsAnswers, removeStream } from '../log/logs.ts'
import { stores } from '../store/stores.ts'
import { subjects, type Tables } from '../tables.ts'
import { type Running, startTwin } from '../twinUnderTest.ts'

/** The engine of installations of several processes, where it answers. */
export const postgres = stores.find(([engine]) => engine === 'postgres')
/** True where both services answer; in CI they must. */
export const hasServices = postgres !== undefined && ((await natsAnswers()) || process.env.CI !== undefined)

/** By which way a part reaches the services; straight when left out. */
export interface Reached {
  readonly nats?: string
  readonly where?: string
  readonly clock?: Clock
  /** Where gateways reach an owner that listens at this port. */
  readonly advertise?: (port: number) => Promise<string>
}

/** An installation of several roles in one test process, on a schema and a stream of its own. */
export class TestCluster {
  readonly site: Site
  readonly installation = `t${randomBytes(6).toString('hex')}`
  readonly where: string
  private readonly drop: () => Promise<void>
  private readonly open: { close(): Promise<void> }[] = []

  private constructor(site: Site, where: string, drop: () => Promise<void>) {
    this.site = site
    this.where = where
    this.drop = drop
  }

  static async begin(site = smallSite()): Promise<TestCluster> {
    const made = await postgres![1]<Tables>(subjects)
    return new TestCluster(site, made.where, made.close)
  }

  /** Wait until this candidate owns, then start its twin. */
  async owner({
    nats = NATS,
    where = this.where,
    advertise,
    clock = systemClock,
  }: Reached = {}): Promise<Running> {
    const port = await freePort()
    const duty = await this.win(port, nats, where, await advertise?.(port))
    const running = await startTwin({
      site: this.site,
      clock,
      sources: [],
      credential: openCredential('', KEY),
      folders: { client: null, world: null },
      host: '127.0.0.1',
      port,
      version: '0',
      store: where,
      duty,
    })
    this.open.push(running)
    return running
  }

  async gateway({ nats = NATS, where = this.where, clock = systemClock }: Reached = {}): Promise<Gateway> {
    const gateway = await startGateway({
      site: this.site,
      clock,
      folders: { client: null, world: null },
      host: '127.0.0.1',
      port: 0,
      version: '0',
      store: where,
      nats,
      installation: this.installation,
    })
    this.open.push(gateway)
    return gateway
  }

  /** End one part now. */
  async end(part: { close(): Promise<void> }): Promise<void> {
    this.open.splice(this.open.indexOf(part), 1)
    await part.close()
  }

  async close(): Promise<void> {
    for (const part of this.open.reverse()) await part.close()
    await removeStream(this.installation)
    await this.drop()
  }

  private win(
    port: number,
    nats: string,
    where: string,
    advertise = `http://127.0.0.1:${port}`,
  ): Promise<OwnerDuty> {
    const host = '127.0.0.1'
    return winOwnership(
      {
        store: where,
        nats,
        installation: this.installation,
        host,
        port,
        advertise,
        version: '0',
        clock: systemClock,
      },
      () => undefined,
    )
  }
}
