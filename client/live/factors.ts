import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import type { SessionView } from '../../models/account.ts'
import type { FactorAdded, FactorsView, Second, TotpOffer } from '../../models/factor.ts'
import { redial } from './ask.ts'
import { type Answer, request } from './request.ts'
import { begin, lookAtSession } from './session.ts'

const FACTORS = '/api/session/factors'

interface Begun<Options> {
  proof: string
  options: Options
}

/** Finish a login with a code of the app, or with a recovery code. */
export function enterCode(
  proof: string,
  second: Exclude<Second, 'passkey'>,
  code: string,
): Promise<Answer<SessionView>> {
  return begin('/api/session/second', { proof, second, code })
}

/** Log in with a passkey; with the proof of a password only those of that account are offered. */
export async function enterPasskey(proof?: string): Promise<Answer<SessionView>> {
  const begun = await request<Begun<PublicKeyCredentialRequestOptionsJSON>>(
    'POST',
    '/api/session/passkey/begin',
    proof === undefined ? {} : { proof },
  )
  if (!begun.ok) return begun
  const made = await inBrowser(() => startAuthentication({ optionsJSON: begun.value.options }))
  if (!made.ok) return made
  return begin('/api/session/passkey', { proof: begun.value.proof, response: made.value })
}

/** Which second factors I have. */
export function lookAtFactors(): Promise<Answer<FactorsView>> {
  return request('GET', FACTORS)
}

/** Begin to set up an authenticator app. */
export function offerTotp(password: string): Promise<Answer<TotpOffer>> {
  return request('POST', `${FACTORS}/totp`, { password })
}

/** Its first code: from then on it is asked for. */
export function confirmTotp(code: string): Promise<Answer<FactorAdded>> {
  return added(request('POST', `${FACTORS}/totp/confirm`, { code }))
}

/** Take the app away. */
export function removeTotp(password: string): Promise<Answer<null>> {
  return request('POST', `${FACTORS}/totp/remove`, { password })
}

/** Make a passkey in this browser, its phone or its key. */
export async function addPasskey(password: string, name: string): Promise<Answer<FactorAdded>> {
  const begun = await request<Begun<PublicKeyCredentialCreationOptionsJSON>>(
    'POST',
    `${FACTORS}/passkeys/begin`,
    { password },
  )
  if (!begun.ok) return begun
  const made = await inBrowser(() => startRegistration({ optionsJSON: begun.value.options }))
  if (!made.ok) return made
  return added(
    request('POST', `${FACTORS}/passkeys`, { proof: begun.value.proof, name, response: made.value }),
  )
}

/** Give a passkey another name. */
export function renamePasskey(id: string, name: string): Promise<Answer<null>> {
  return request('PATCH', `${FACTORS}/passkeys/${id}`, { name })
}

/** Take a passkey away. */
export function removePasskey(password: string, id: string): Promise<Answer<null>> {
  return request('POST', `${FACTORS}/passkeys/${id}/remove`, { password })
}

/** Ten fresh recovery codes; those before no longer hold. */
export function newCodes(password: string): Promise<Answer<FactorAdded>> {
  return request('POST', `${FACTORS}/recovery`, { password })
}

/** A first factor may have given us our role: look who we are now. */
async function added(asking: Promise<Answer<FactorAdded>>): Promise<Answer<FactorAdded>> {
  const answer = await asking
  if (answer.ok && (await lookAtSession())) redial()
  return answer
}

/** The browser's own dialog throws when it is cancelled, finds nothing or is not there. */
async function inBrowser<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await ask() }
  } catch {
    return { ok: false, reason: 'cancelled', status: 0 }
  }
}
