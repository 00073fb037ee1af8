import type { Role } from '../../models/role.ts'
import { type RecordRequest, record } from '../audit/record.ts'
import type { Clock } from '../clock.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { accountMigrations } from './accountTables.ts'
import { openPeople } from './People.ts'

/** Milliseconds between two times at which ended sessions and old failures are forgotten. */
const FORGET = 60_000

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
  /** Roles that must have a second factor. */
  readonly secondFactor?: readonly Role[] | undefined
}

/** Who people are, and the book of what they do. */
export const accounts = subject({
  name: 'accounts',
  tables: accountMigrations,
  async open({ store, clock, secondFactor }: Needs) {
    const people = await openPeople(store, clock, secondFactor)
    const { sessions, lockout, factors, audit } = people
    const recordRequest: RecordRequest = (request, order) => record(people, request, order)
    return {
      gives: { people, recordRequest },
      faults: () => ({ audit: audit.fault }),
      // While the store is away they wait.
      every: [
        [
          FORGET,
          () =>
            void Promise.all([sessions.sweep(), lockout.sweep(), factors.proofs.sweep()]).catch(
              () => undefined,
            ),
        ],
      ],
    }
  },
})
