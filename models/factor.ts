import type { SessionView } from './account.ts'

/** What may be asked after the password. */
export const SECONDS = ['totp', 'recovery', 'passkey'] as const
export type Second = (typeof SECONDS)[number]

/** Answer of POST /api/session when the password fits and the account has a second factor: no session yet. */
export interface SecondAsked {
  readonly second: readonly Second[]
  /** Goes with the second factor; holds for minutes and opens nothing by itself. */
  readonly proof: string
}

/** Answer of POST /api/session. */
export type LoginAnswer = SessionView | SecondAsked

/** A passkey as its owner sees it. Instants in milliseconds. */
export interface PasskeyView {
  readonly id: string
  readonly name: string
  readonly created: number
  /** Last login with it; null before the first. */
  readonly used: number | null
}

/** Answer of GET /api/session/factors. */
export interface FactorsView {
  readonly totp: boolean
  /** Recovery codes that are left. */
  readonly recovery: number
  readonly passkeys: readonly PasskeyView[]
  /** True when the role of this account must have a second factor. */
  readonly required: boolean
  /** True for an account that logs in by single sign-on alone: its provider asks for the second factor. */
  readonly elsewhere: boolean
}

/** What an authenticator app is shown: the picture of the address, and its secret for typing. */
export interface TotpOffer {
  /** SVG as a data: address. */
  readonly picture: string
  /** Base32. */
  readonly secret: string
}

/** Answer of the door that adds a factor: the recovery codes, shown once, when this is the first. */
export interface FactorAdded {
  readonly codes: readonly string[] | null
}

/** True when the password was right and something more is asked. */
export function asksSecond(answer: LoginAnswer): answer is SecondAsked {
  return 'second' in answer
}

/** Characters of the name of a passkey. */
export const PASSKEY_NAME = 60
