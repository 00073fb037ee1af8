import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** What a test sets up at the provider. */
export interface Setting {
  /** The issuer ends in a slash, as Authentik's and Auth0's do. */
  readonly slash?: boolean
  /** Claims about everybody, besides `sub`. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Claims in the ID token, as older providers do; else at the userinfo endpoint alone. */
  readonly inToken?: boolean
  readonly auth?: 'client_secret_basic' | 'client_secret_post'
}

/** Seconds that whatever it gives holds. */
const HOUR = 3_600

/** Where the one client is, and what is told to whom. */
interface Client {
  readonly callback: string
  readonly home: string
  readonly backChannel: string
}

/** The certified server of the OpenID Foundation's list, `oidc-provider`, in this process. Everybody who comes is logged in as `u-17`. */
export async function openRealProvider(setting: Setting = {}) {
  let answer: ((request: IncomingMessage, response: ServerResponse) => unknown) | null = null
  const server = createServer((request, response) => void answer?.(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = setting.slash ? `${origin}/` : origin
  const secret = 'a-secret-of-the-client-0123456789'
  let client: Client | null = null
  let turn = 0

  /** Begin to serve, or go on with other keys as after a rotation: those before are gone. */
  async function serve(at: Client = client!): Promise<void> {
    client = at
    const keys = [await newKey(`k${++turn}`)]
    const provider = new Provider(issuer, configuration(at, keys))
    provider.on('server_error', (_, error) => console.error(error))
    provider.on('backchannel.error', (_, error) => console.error(error))
    const callback = provider.callback()
    answer = async (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return callback(request, response)
      await provider.interactionFinished(request, response, { login: { accountId: 'u-17' } })
    }
  }

  function configuration(at: Client, keys: JWK[]): Configuration {
    const scopes = ['openid', 'profile', 'email']
    return {
      clients: [
        {
          client_id: 'twin',
          client_secret: secret,
          redirect_uris: [at.callback],
          post_logout_redirect_uris: [at.home],
          token_endpoint_auth_method: setting.auth ?? 'client_secret_basic',
          backchannel_logout_uri: at.backChannel,
          backchannel_logout_session_required: true,
        },
      ],
      clientAuthMethods: [setting.auth ?? 'client_secret_basic'],
      jwks: { keys },
      // By itself it calls nobody on this machine.
      fetch: (url, how) => {
        const { dispatcher: _, ...plain } = (how ?? {}) as RequestInit & { dispatcher?: unknown }
        return fetch(url, plain)
      },
      ttl: { Interaction: HOUR, Grant: HOUR, Session: HOUR, AccessToken: HOUR, IdToken: HOUR },
      cookies: { keys: ['one of a test'] },
      conformIdTokenClaims: !setting.inToken,
      claims: { openid: ['sub'], profile: Object.keys(setting.claims ?? {}), email: [] },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...setting.claims }) }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      async loadExistingGrant({ oidc }) {
        const { client: asked, session, provider } = oidc
        const grant = new provider.Grant({ clientId: asked!.clientId, accountId: session!.accountId! })
        grant.addOIDCScope(scopes.join(' '))
        await grant.save()
        return grant
      },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          // The page that asks "do you want to leave?": its form is sent by the test.
          logoutSource: (context, form) => {
            context.body = form
          },
        },
      },
    }
  }

  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  return { issuer, origin, secret, serve, close }
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
}

/** Follows redirects of one site and keeps its cookies, as a browser does; stops where the next address is another's. */
export class Visit {
  private readonly origin: string
  private readonly jar = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  /** The last answer here, and the address elsewhere it leads to. */
  async go(url: string, init: RequestInit = {}): Promise<{ reply: Response; away: string | null }> {
    let next = url
    let how = init
    for (;;) {
      const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const reply = await fetch(next, { ...how, redirect: 'manual', headers: { ...how.headers, cookie } })
      for (const set of reply.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]!.split('=')
        if (value === '') this.jar.delete(name)
        else this.jar.set(name, value)
      }
      const to = reply.headers.get('location')
      if (to === null) return { reply, away: null }
      next = new URL(to, next).href
      if (!next.startsWith(this.origin)) return { reply, away: next }
      how = {}
    }
  }
}
