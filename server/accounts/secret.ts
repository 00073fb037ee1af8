import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import { newToken } from './token.ts'

/** A secret of this installation by name, made at first use; the same for every process on this database. */
export async function secretOf(store: Store<AccountTables>, name: string): Promise<string> {
  await store.db
    .insertInto('account_secret')
    .values({ name, value: newToken() })
    .onConflict(conflict => conflict.column('name').doNothing())
    .execute()
  const { value } = await store.db
    .selectFrom('account_secret')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return value
}
