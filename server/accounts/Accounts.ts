import { randomUUID } from 'node:crypto'
import type { Actor } from '../../models/account.ts'
import type { Role } from '../../models/role.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountRow, AccountTables } from './accountTables.ts'
import { checkPassword, hashPassword } from './password.ts'

/** An account as an admin sees it. */
export type AccountView = Omit<AccountRow, 'hash' | 'disabled'> & { readonly disabled: boolean }

/** The people of the installation. Names and passwords are checked before they come here (models/account.ts). */
export class Accounts {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock

  constructor(store: Store<AccountTables>, clock: Clock) {
    this.store = store
    this.clock = clock
  }

  /** Add an account with a password. Null when the name is taken. */
  async add(name: string, role: Role, password: string): Promise<AccountView | null> {
    return this.insert(name, role, await hashPassword(password), null)
  }

  /** The account of a single sign-on subject with the role its claims give now, made at its first login. Null when the name is taken. */
  async ofSubject(subject: string, name: string, role: Role): Promise<AccountView | null> {
    const known = await this.store.db
      .selectFrom('account')
      .selectAll()
      .where('subject', '=', subject)
      .executeTakeFirst()
    if (!known) return this.insert(name, role, null, subject)
    if (known.role !== role) await this.change(known.id, { role })
    return view({ ...known, role })
  }

  /** All accounts by name. */
  async list(): Promise<AccountView[]> {
    const rows = await this.store.db.selectFrom('account').selectAll().orderBy('name').limit(1_000).execute()
    return rows.map(view)
  }

  /** The account of a name. */
  async find(name: string): Promise<AccountView | null> {
    const row = await this.byName(name)
    return row ? view(row) : null
  }

  /** True while somebody can log in as admin. */
  async hasAdmin(): Promise<boolean> {
    return (await this.admins()) > 0
  }

  /** Who logs in with this name and password, or null. */
  async check(name: string, password: string): Promise<Actor | null> {
    const row = await this.byName(name)
    const right = await checkPassword(password, row?.hash ?? null)
    return right && row && !row.disabled ? { id: row.id, name: row.name, role: row.role } : null
  }

  /** Who an account is that has proved itself otherwise, or null when it may not log in. */
  async actor(id: string): Promise<Actor | null> {
    const row = await this.store.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
    return row && !row.disabled ? { id, name: row.name, role: row.role } : null
  }

  /** Give an account another password. */
  async setPassword(id: string, password: string): Promise<void> {
    await this.change(id, { hash: await hashPassword(password) })
    // What the old password began cannot be finished.
    await this.store.db.deleteFrom('account_proof').where('account', '=', id).execute()
  }

  /** True for the only one who can log in as admin. */
  async isLastAdmin({ role, disabled }: AccountView): Promise<boolean> {
    return role === 'admin' && !disabled && (await this.admins()) === 1
  }

  /** Change role or the permission to log in. False when it would leave the installation without an admin. */
  async set(id: string, change: { role?: Role; disabled?: boolean }): Promise<boolean> {
    const row = await this.store.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return true
    const role = change.role ?? row.role
    const disabled = change.disabled === undefined ? row.disabled : Number(change.disabled)
    const wasAdmin = row.role === 'admin' && !row.disabled
    if (wasAdmin && (role !== 'admin' || disabled) && (await this.admins()) === 1) return false
    await this.change(id, { role, disabled })
    return true
  }

  private async admins(): Promise<number> {
    const rows = await this.store.db
      .selectFrom('account')
      .select('id')
      .where('role', '=', 'admin')
      .where('disabled', '=', 0)
      .limit(2)
      .execute()
    return rows.length
  }

  private byName(name: string): Promise<AccountRow | undefined> {
    return this.store.db.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst()
  }

  private async insert(
    name: string,
    role: Role,
    hash: string | null,
    subject: string | null,
  ): Promise<AccountView | null> {
    const row = { id: randomUUID(), name, role, hash, subject, disabled: 0, created: this.clock.now() }
    const { numInsertedOrUpdatedRows = 0n } = await this.store.db
      .insertInto('account')
      .values(row)
      .onConflict(conflict => conflict.column('name').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows > 0n ? view(row) : null
  }

  private async change(
    id: string,
    change: Partial<Pick<AccountRow, 'role' | 'hash' | 'disabled'>>,
  ): Promise<void> {
    await this.store.db.updateTable('account').set(change).where('id', '=', id).execute()
  }
}

function view({ id, name, role, subject, disabled, created }: AccountRow): AccountView {
  return { id, name, role, subject, disabled: disabled !== 0, created }
}
