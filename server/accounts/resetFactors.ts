import type { AccountView } from './Accounts.ts'
import type { People } from './People.ts'

/** Forget the second factors of somebody who has lost them, and end every login; the caller writes the audit. */
export async function resetFactors(people: People, { id, name }: AccountView): Promise<void> {
  await people.factors.reset(id)
  await people.lockout.forgive(`${name} second`)
  await people.sessions.endAll(id)
}
