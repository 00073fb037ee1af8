import type { Right, Role } from './role.ts'

/** Who gives an order, as journals and the audit keep it. */
export interface Actor {
  /** Account id; empty for a viewer who has not logged in. */
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** Somebody who has not logged in. */
export const VIEWER: Actor = { id: '', name: 'viewer', role: 'viewer' }

/** Answer of GET, POST and DELETE /api/session: who I am here. */
export interface SessionView {
  readonly name: string
  readonly role: Role
  readonly rights: readonly Right[]
  /** Goes into the header `x-csrf-token` of every write; null without a login. */
  readonly csrf: string | null
  /** True while this account must set up a second factor before anything else: until then it is a viewer. */
  readonly enrol: boolean
  /** True when the installation has no admin yet and waits for the link printed in its console. */
  readonly setup: boolean
  /** What the button of single sign-on says and where it leads; null when there is none. */
  readonly oidc: { readonly label: string; readonly path: string } | null
}

/** Header that carries SessionView.csrf. */
export const CSRF_HEADER = 'x-csrf-token'

/** Characters of a password: length counts, composition rules do not (NIST SP 800-63B, 3.1.1.2). */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

/** An account's name in the form it is kept and compared in, or null when it is none: 2 to 40 of a-z, 0-9, Hangul, . _ - and @. */
export function accountName(name: unknown): string | null {
  if (typeof name !== 'string' || name.length > 40) return null
  const plain = name.trim().normalize('NFC').toLowerCase()
  return /^[a-z0-9가-힣][a-z0-9가-힣._@-]{1,39}$/.test(plain) ? plain : null
}

/** What is wrong with a password for an account of this name, or null when it will do. */
export function passwordFault(password: unknown, name: string): string | null {
  const { least, most } = PASSWORD_LENGTH
  if (typeof password !== 'string' || [...password].length < least)
    return `a password has at least ${least} characters; a few words together are easy to remember`
  if ([...password].length > most) return `a password has at most ${most} characters`
  if (new Set(password).size < 5)
    return 'a password of so few different characters is guessed at once; use a few words'
  if (password.toLowerCase().includes(name)) return 'a password must not contain the account name'
  return null
}
