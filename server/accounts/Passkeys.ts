import { createHash } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Actor } from '../../models/account.ts'
import type { PasskeyView } from '../../models/factor.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AccountTables } from './accountTables.ts'
import type { PasskeyRow } from './factorTables.ts'
import type { Proofs } from './Proofs.ts'

/** Where passkeys are used: a browser makes and uses them for one host only. */
export interface Site {
  /** Host name. */
  readonly host: string
  /** Origins its pages may have. */
  readonly origins: readonly string[]
}

/** Something begun in a browser, with the token that finishes it. */
export interface Begun<Options> {
  readonly proof: string
  readonly options: Options
}

/** Passkeys of one account at most. */
const MOST = 20

/** Passkeys: a device's key that its owner unlocks, so it is two factors in one. */
export class Passkeys {
  private readonly store: Store<AccountTables>
  private readonly clock: Clock
  private readonly proofs: Proofs

  constructor(store: Store<AccountTables>, clock: Clock, proofs: Proofs) {
    this.store = store
    this.clock = clock
    this.proofs = proofs
  }

  /** Those of an account, oldest first. */
  async list(account: string): Promise<PasskeyView[]> {
    return (await this.rows(account)).map(({ id, name, created, used }) => ({ id, name, created, used }))
  }

  /** Begin to add one; null when the account has as many as it may. */
  async beginAdd(
    { id, name }: Actor,
    site: Site,
  ): Promise<Begun<PublicKeyCredentialCreationOptionsJSON> | null> {
    const rows = await this.rows(id)
    if (rows.length >= MOST) return null
    const options = await generateRegistrationOptions({
      rpName: 'Changwon Twin',
      rpID: site.host,
      userName: name,
      userID: Uint8Array.from(Buffer.from(id)),
      attestationType: 'none',
      excludeCredentials: rows.map(hint),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { proof: await this.proofs.give('passkey:add', id, options.challenge), options }
  }

  /** Add what the browser made. False when it does not answer our challenge of this account here, or is known already. */
  async add(
    account: string,
    proof: string,
    name: string,
    response: RegistrationResponseJSON,
    site: Site,
  ): Promise<boolean> {
    const begun = await this.proofs.take('passkey:add', proof)
    if (begun?.account !== account) return false
    const { registrationInfo: made } = await verifyRegistrationResponse({
      response,
      expectedChallenge: begun.challenge,
      expectedOrigin: [...site.origins],
      expectedRPID: site.host,
      requireUserVerification: true,
    }).catch(() => ({ registrationInfo: undefined }))
    if (!made) return false
    const { id, publicKey, counter, transports = [] } = made.credential
    const row: PasskeyRow = {
      id: idOf(id),
      account,
      name,
      credential: id,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transports.join().slice(0, 100),
      created: this.clock.now(),
      used: null,
    }
    const { numInsertedOrUpdatedRows = 0n } = await this.store.db
      .insertInto('account_passkey')
      .values(row)
      .onConflict(conflict => conflict.column('id').doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows > 0n
  }

  /** Begin a login: with one of this account's, or with whichever the browser has for us. */
  async beginLogin(
    account: string | null,
    site: Site,
  ): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
    const options = await generateAuthenticationOptions({
      rpID: site.host,
      userVerification: 'required',
      ...(account === null ? {} : { allowCredentials: (await this.rows(account)).map(hint) }),
    })
    return { proof: await this.proofs.give('passkey:login', account, options.challenge), options }
  }

  /** The account that a passkey proves, or null: unknown key, wrong signature or challenge, a counter that went back. */
  async login(
    proof: string,
    response: AuthenticationResponseJSON,
    site: Site,
  ): Promise<{ account: string; passkey: string } | null> {
    const begun = await this.proofs.take('passkey:login', proof)
    if (!begun) return null
    const row = await this.store.db
      .selectFrom('account_passkey')
      .selectAll()
      .where('id', '=', idOf(response.id))
      .executeTakeFirst()
    if (!row || (begun.account !== null && begun.account !== row.account)) return null
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: begun.challenge,
      expectedOrigin: [...site.origins],
      expectedRPID: site.host,
      credential: {
        id: row.credential,
        publicKey: Uint8Array.from(Buffer.from(row.public_key, 'base64url')),
        counter: row.counter,
      },
      requireUserVerification: true,
    }).catch(() => ({ verified: false, authenticationInfo: undefined }))
    if (!verified || !authenticationInfo) return null
    // A counter that another process moved on meanwhile means a copy of the key.
    const { numUpdatedRows } = await this.store.db
      .updateTable('account_passkey')
      .set({ counter: authenticationInfo.newCounter, used: this.clock.now() })
      .where('id', '=', row.id)
      .where('counter', '=', row.counter)
      .executeTakeFirst()
    return numUpdatedRows > 0n ? { account: row.account, passkey: row.name } : null
  }

  /** Give one another name; its former name, or null when the account has no such passkey. */
  async rename(account: string, id: string, name: string): Promise<string | null> {
    const before = (await this.rows(account)).find(row => row.id === id)
    if (!before) return null
    await this.store.db.updateTable('account_passkey').set({ name }).where('id', '=', id).execute()
    return before.name
  }

  /** Remove one of an account, or all. */
  async remove(account: string, id?: string): Promise<void> {
    let query = this.store.db.deleteFrom('account_passkey').where('account', '=', account)
    if (id !== undefined) query = query.where('id', '=', id)
    await query.execute()
  }

  private rows(account: string): Promise<PasskeyRow[]> {
    return this.store.db
      .selectFrom('account_passkey')
      .selectAll()
      .where('account', '=', account)
      .orderBy('created')
      .limit(MOST)
      .execute()
  }
}

function idOf(credential: string): string {
  return createHash('sha256').update(credential).digest('base64url')
}

function hint({ credential, transports }: PasskeyRow): { id: string; transports: string[] } {
  return { id: credential, transports: transports.split(',').filter(word => word !== '') }
}
