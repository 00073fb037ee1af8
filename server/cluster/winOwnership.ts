import type { AccountTables } from '../accounts/accountTables.ts'
import { secretOf } from '../accounts/secret.ts'
import type { Clock } from '../clock.ts'
import { openNats } from '../log/openNats.ts'
import { StreamLog } from '../log/StreamLog.ts'
import type { Certificate } from '../net/Certificate.ts'
import { openStore } from '../store/openStore.ts'
import type { Store } from '../store/Store.ts'
import { schema } from '../tables.ts'
import { OwnerDuty } from './OwnerDuty.ts'
import { Ownership } from './Ownership.ts'
import { Seal } from './Seal.ts'
import { SealedLog } from './SealedLog.ts'
import { standBy } from './standBy.ts'

/** What a candidate for the ownership is told. */
export interface Candidate {
  /** PostgreSQL URL of the installation. */
  readonly store: string
  /** URL of NATS, and the installation's name there. */
  readonly nats: string
  readonly installation: string
  readonly host: string
  readonly port: number
  /** Where gateways reach this process. */
  readonly advertise: string
  readonly version: string
  readonly clock: Clock
  /** TLS of our own. */
  readonly certificate?: Certificate | undefined
  /** Called once this process stands by: health is answered from now on. */
  readonly standing?: () => void
}

/** Exit status of a process whose term is over (EX_TEMPFAIL): whoever keeps it running starts it again, as a stand-by. */
export const TERM_OVER = 75

/**
 * Stand by until this process owns the twin of its installation, however long that takes. `lost` is called once when
 * another has begun a term: this process must end then. Rejects when database or NATS do not answer at the start.
 */
export async function winOwnership(candidate: Candidate, lost: (reason: string) => void): Promise<OwnerDuty> {
  const { store: where, installation, advertise, clock } = candidate
  const line = await openNats(candidate.nats)
  const stream = await StreamLog.open(line, installation)
  const store = await openStore(where, schema)
  const seal = new Seal(await secretOf(store as unknown as Store<AccountTables>, 'cluster'))
  await store.close()
  const ownership = new Ownership(where, clock, advertise)
  const leave = await standBy(candidate)
  candidate.standing?.()
  const term = await ownership.win()
  await leave()
  if (!term) throw new Error('stopped while standing by')
  ownership.watch(lost)
  const log = new SealedLog(stream, seal)
  return new OwnerDuty({ ownership, term, line, log, installation, seal, url: advertise })
}
