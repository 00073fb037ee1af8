import { accounts } from './accounts/accountSubject.ts'
import { link } from './cluster/linkSubject.ts'
import { mirror } from './cluster/mirrorSubject.ts'
import { relays } from './cluster/relaySubject.ts'
import { type Ground, groundOf, type ProcessOptions } from './ground.ts'
import { followedHistory } from './history/historySubject.ts'
import { past } from './history/pastSubject.ts'
import { lines } from './net/lineSubject.ts'
import { viewers } from './net/viewerSubject.ts'
import { openHouse } from './openHouse.ts'
import { presence } from './presence/presenceSubject.ts'
import { followedRecords } from './records/recordSubject.ts'
import { SubjectList } from './SubjectList.ts'
import { security } from './security/securitySubject.ts'
import { site } from './site/siteSubject.ts'
import type { Migrations } from './store/Store.ts'
import { store } from './store/storeSubject.ts'
import { schema } from './tables.ts'

/** What a gateway is told. */
export interface GatewayOptions extends ProcessOptions {
  /** PostgreSQL URL of the installation. */
  readonly store: string
  /** URL of NATS, and the installation's name there. */
  readonly nats: string
  readonly installation: string
}

type GatewayGround = GatewayOptions &
  Ground & { readonly role: string; readonly tables: readonly Migrations[] }

/** The subjects of a process that keeps no twin: it passes the owner's frames and alarms on to viewers, and their orders to the owner. */
const gatewaySubjects = new SubjectList<GatewayGround>()
  .with(store)
  .with(accounts)
  .with(security)
  .with(lines)
  .with(site)
  .with(link)
  .with(relays)
  .with(mirror)
  .with(followedHistory)
  .with(viewers)
  .with(past)
  .with(followedRecords)
  .with(presence)

/** Open a gateway. Rejects when database or NATS do not answer. */
export function startGateway(options: GatewayOptions) {
  return openHouse(gatewaySubjects, { ...groundOf(options), role: 'gateway', tables: schema })
}

/** A running gateway. */
export type Gateway = Awaited<ReturnType<typeof startGateway>>
