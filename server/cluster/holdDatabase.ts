import type { Clock } from '../clock.ts'
import { openStore } from '../store/openStore.ts'
import { schema } from '../tables.ts'
import { Ownership } from './Ownership.ts'

/**
 * Hold a PostgreSQL database for a server that runs alone, until the result is called; owners of an installation hold it
 * by the same lock. Rejects with who has it. `lost` is called when another took it while the line to it was broken.
 */
export async function holdDatabase(
  where: string,
  clock: Clock,
  url: string,
  lost: (reason: string) => void,
): Promise<() => Promise<void>> {
  const store = await openStore(where, schema)
  await store.close()
  const ownership = new Ownership(where, clock, url)
  try {
    if (!(await ownership.take()))
      throw new Error(
        `the database is in use by ${await ownership.holder()}; stop that one, or name another with --database`,
      )
  } catch (error) {
    await ownership.close()
    throw error
  }
  ownership.watch(lost)
  return () => ownership.close()
}
