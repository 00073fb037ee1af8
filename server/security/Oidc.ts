import { createHash } from 'node:crypto'
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { accountName } from '../../models/account.ts'
import { ACCOUNT_ROLES, type Role } from '../../models/role.ts'
import { isPlainText } from '../../models/text.ts'
import { newToken } from '../accounts/token.ts'
import type { Clock } from '../clock.ts'
import { DoorError } from '../net/DoorError.ts'
import { claimValues } from './claimValues.ts'
import type { OidcConfig } from './oidcConfig.ts'

/** What the browser keeps between leaving for the provider and coming back. */
export interface OidcTrip {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who came back. */
export interface OidcPerson {
  /** Issuer and subject: never given to another person. */
  readonly subject: string
  readonly name: string
  readonly role: Role
}

/** A login that came to its end. */
export interface OidcLogin {
  readonly person: OidcPerson
  /** The provider's name of its session; null where it gives none. */
  readonly sid: string | null
  /** The ID token, for leaving. */
  readonly hint: string
}

/** Whose sessions ended at the provider: a subject's, one session's, or one of a subject's. */
export interface Ended {
  readonly subject: string | null
  readonly sid: string | null
}

/** Why nobody was let in; the sentence may be shown. */
export class OidcRefused extends DoorError {
  constructor(why: string, status = 403) {
    super(status, why)
  }
}

/** The provider does not answer, or with nonsense. */
class OidcAway extends DoorError {
  constructor(why: string) {
    super(503, why)
  }
}

/** Signatures we take: asymmetric ones only, so that neither `none` nor the client secret can sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const TIMEOUT = 10_000
const MOST_BYTES = 256 * 1024
/** Seconds that the clocks of provider and twin may differ, and age of a token at most. */
const CLOCKS = 120
const OLDEST = 600
/** Milliseconds between two looks for keys, for a token whose key is not known: keys are changed any time. */
const KEYS_AGAIN = 1_000
/** The event of a logout token. */
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  end_session_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
})
type Discovery = z.output<typeof discovery>

/**
 * Login by an OpenID Connect provider: authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636).
 * `redirect` is our address that the provider sends people back to.
 */
export class Oidc {
  readonly label: string
  private readonly config: OidcConfig
  private readonly redirect: string
  /** Where people are sent after they left. */
  private readonly home: string
  private readonly clock: Clock
  private found: { readonly discovery: Discovery; readonly keys: JWTVerifyGetKey } | null = null

  constructor(config: OidcConfig, redirect: string, clock: Clock) {
    this.config = config
    this.label = config.label
    this.redirect = redirect
    this.home = new URL('../../', redirect).href
    this.clock = clock
  }

  /** Where to send the browser, and what it must bring back. */
  async begin(): Promise<{ url: string; trip: OidcTrip }> {
    const { discovery } = await this.discover()
    const trip = { state: newToken(), nonce: newToken(), verifier: newToken() }
    const url = new URL(discovery.authorization_endpoint)
    const query = {
      response_type: 'code',
      client_id: this.config.clientId,
      redirect_uri: this.redirect,
      scope: 'openid profile email',
      state: trip.state,
      nonce: trip.nonce,
      code_challenge: createHash('sha256').update(trip.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return { url: url.href, trip }
  }

  /** Who comes back with this code from this trip. Rejects with OidcRefused. */
  async finish(code: string, trip: OidcTrip): Promise<OidcLogin> {
    const { discovery, keys } = await this.discover()
    const { token, access } = await this.redeem(discovery, code, trip.verifier)
    const { payload } = await jwtVerify(token, keys, {
      issuer: discovery.issuer,
      audience: this.config.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
      clockTolerance: CLOCKS,
      maxTokenAge: OLDEST,
      currentDate: new Date(this.clock.now()),
    }).catch(error => {
      throw new OidcRefused(`the provider's token is not valid: ${reason(error)}`)
    })
    if (payload.nonce !== trip.nonce)
      throw new OidcRefused('the token is of another login: its nonce differs')
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload.azp !== this.config.clientId)
      throw new OidcRefused('the token was issued to another party')
    const claims = await this.withUserinfo(discovery, payload, access)
    const sid = typeof payload.sid === 'string' && payload.sid.length <= 255 ? payload.sid : null
    return { person: this.person(claims), sid, hint: token }
  }

  /** Whose sessions a logout token ends. Rejects with OidcRefused (400). */
  async ended(token: string): Promise<Ended> {
    const { discovery, keys } = await this.discover()
    const { payload } = await jwtVerify(token, keys, {
      issuer: discovery.issuer,
      audience: this.config.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['iat', 'jti', 'events'],
      clockTolerance: CLOCKS,
      maxTokenAge: OLDEST,
      currentDate: new Date(this.clock.now()),
    }).catch(error => {
      throw new DoorError(400, `the logout token is not valid: ${reason(error)}`)
    })
    const { events, nonce, sub, sid } = payload
    const names = typeof events === 'object' && events !== null && Object.hasOwn(events, LOGOUT)
    // A nonce is what tells an ID token from it (Back-Channel Logout 1.0, 2.4).
    if (!names || nonce !== undefined || (typeof sub !== 'string' && typeof sid !== 'string'))
      throw new DoorError(400, 'the token is no logout token with a sub or a sid')
    return {
      subject: typeof sub === 'string' ? this.subjectOf(sub) : null,
      sid: typeof sid === 'string' ? sid : null,
    }
  }

  /** True for the issuer that the provider states. */
  async isIssuer(stated: string | undefined): Promise<boolean> {
    return stated !== undefined && stated === (await this.discover()).discovery.issuer
  }

  /** Where a person leaves the provider who came with this ID token; null where it has no such place, or is away. */
  async leaveBy(hint: string): Promise<string | null> {
    const found = await this.discover().catch(() => null)
    if (!found?.discovery.end_session_endpoint) return null
    const url = new URL(found.discovery.end_session_endpoint)
    url.searchParams.set('id_token_hint', hint)
    url.searchParams.set('client_id', this.config.clientId)
    url.searchParams.set('post_logout_redirect_uri', this.home)
    return url.href
  }

  /** The claims of the token, with those of the userinfo endpoint where the token does not hold the roles: many providers put little into ID tokens. */
  private async withUserinfo(
    { userinfo_endpoint: endpoint }: Discovery,
    claims: JWTPayload,
    access: string | null,
  ): Promise<JWTPayload> {
    if (!endpoint || access === null || claimValues(claims, this.config.roleClaim).length > 0) return claims
    const told = await read(endpoint, {
      headers: { authorization: `Bearer ${access}`, accept: 'application/json' },
    })
    const more = (typeof told === 'object' && told !== null ? told : {}) as JWTPayload
    if (more.sub !== claims.sub) throw new OidcRefused('the provider told of another person than its token')
    return { ...more, ...claims }
  }

  private async redeem(
    discovery: Discovery,
    code: string,
    verifier: string,
  ): Promise<{ token: string; access: string | null }> {
    const { clientId, clientSecret } = this.config
    const ways = discovery.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const posted = !ways.includes('client_secret_basic') && ways.includes('client_secret_post')
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)
    const answer = await read(discovery.token_endpoint, {
      method: 'POST',
      headers: {
        ...(!posted && { authorization: `Basic ${basic.toString('base64')}` }),
        accept: 'application/json',
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: this.redirect,
        code_verifier: verifier,
        ...(posted && { client_id: clientId, client_secret: clientSecret }),
      }),
    })
    const { id_token, access_token } = (answer ?? {}) as { id_token?: unknown; access_token?: unknown }
    if (typeof id_token !== 'string') throw new OidcRefused('the provider gave no ID token')
    return { token: id_token, access: typeof access_token === 'string' ? access_token : null }
  }

  private person(claims: JWTPayload): OidcPerson {
    const values = claimValues(claims, this.config.roleClaim)
    const roles = values.flatMap(value =>
      Object.hasOwn(this.config.roles, value) ? [this.config.roles[value]!] : [],
    )
    const role = ACCOUNT_ROLES.filter(each => roles.includes(each)).at(-1)
    if (!role)
      throw new OidcRefused(
        `your account has no role here: the claim ${this.config.roleClaim} holds none of ${Object.keys(this.config.roles).join(', ')}`,
      )
    const name =
      accountName(claims.preferred_username) ?? accountName(claims.email) ?? accountName(claims.sub)
    if (typeof claims.sub !== 'string' || claims.sub.length > 255 || !isPlainText(claims.sub))
      throw new OidcRefused(
        'the token names no subject that could be kept: plain text of at most 255 characters',
      )
    if (!name)
      throw new OidcRefused('the token names neither preferred_username nor email that could be a name here')
    return { subject: this.subjectOf(claims.sub), name, role }
  }

  private subjectOf(sub: string): string {
    return `${this.config.issuer} ${sub}`
  }

  private async discover(): Promise<{ discovery: Discovery; keys: JWTVerifyGetKey }> {
    if (this.found) return this.found
    const { issuer } = this.config
    const told = discovery.safeParse(await read(`${issuer}/.well-known/openid-configuration`, {}))
    if (!told.success || told.data.issuer.replace(/\/$/, '') !== issuer)
      throw new OidcRefused(
        `${issuer} does not describe itself as an OpenID Connect provider; check OIDC_ISSUER`,
      )
    const keys = createRemoteJWKSet(new URL(told.data.jwks_uri), {
      timeoutDuration: TIMEOUT,
      cooldownDuration: KEYS_AGAIN,
    })
    this.found = { discovery: told.data, keys }
    return this.found
  }
}

/** JSON from the provider, bounded in time and size. */
async function read(url: string, how: RequestInit): Promise<unknown> {
  const { host } = new URL(url)
  const away = (why: string) => new OidcAway(`the provider ${host} cannot be used now: ${why}`)
  const signal = AbortSignal.timeout(TIMEOUT)
  const answer = await fetch(url, { ...how, redirect: 'error', signal }).catch(error => {
    throw away(reason(error))
  })
  if (answer.status >= 400 && answer.status < 500)
    throw new OidcRefused(`the provider ${host} refused this login (status ${answer.status})`)
  const text = await answer.text()
  if (!answer.ok || text.length > MOST_BYTES)
    throw away(`it answered ${answer.status} with ${text.length} characters`)
  try {
    return JSON.parse(text)
  } catch {
    throw away('its answer is no JSON')
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
