import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** What a test may twist: the claims and how they are signed. */
export interface Twist {
  claims?: JWTPayload
  /** Signs with another key, with the client's secret, or not at all. */
  forge?: 'key' | 'secret' | 'none'
  /** States its issuer with a slash at the end, as Authentik and Auth0 do. */
  slash?: boolean
}

/** A real OpenID Connect provider for one client in this process: discovery, authorize, token, keys. Everybody who comes is logged in at once. */
export async function openProvider(now: () => number) {
  const [key, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const client = { id: 'twin', secret: randomBytes(16).toString('hex') }
  const codes = new Map<string, { challenge: string; nonce: string; redirect: string }>()
  const twist: Twist = {}
  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status = 200, headers = {}, body = {} }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body))
      },
      error => response.writeHead(400).end(String(error)),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function stated(): string {
    return twist.slash ? `${issuer}/` : issuer
  }

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status?: number; headers?: Record<string, string>; body?: unknown }> {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/.well-known/openid-configuration')
      return {
        body: {
          issuer: stated(),
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
        },
      }
    if (url.pathname === '/keys')
      return {
        body: { keys: [{ ...(await exportJWK(key.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] },
      }
    if (url.pathname === '/authorize') return authorize(url.searchParams)
    if (url.pathname === '/token') return token(request)
    return { status: 404 }
  }

  function authorize(query: URLSearchParams) {
    const wanted = [query.get('response_type'), query.get('client_id'), query.get('code_challenge_method')]
    if (wanted.join() !== `code,${client.id},S256`) throw new Error(`bad request: ${wanted}`)
    const code = randomBytes(8).toString('hex')
    const redirect = query.get('redirect_uri')!
    codes.set(code, { challenge: query.get('code_challenge')!, nonce: query.get('nonce')!, redirect })
    return { status: 302, headers: { location: `${redirect}?code=${code}&state=${query.get('state')}` } }
  }

  async function token(request: IncomingMessage) {
    const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64')
    if (request.headers.authorization !== `Basic ${basic}`) return { status: 401 }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const issued = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const shown = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!issued || issued.challenge !== shown || issued.redirect !== form.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant' } }
    return { body: { token_type: 'Bearer', access_token: 'x', id_token: await idToken(issued.nonce) } }
  }

  async function idToken(nonce: string): Promise<string> {
    const at = Math.floor(now() / 1000)
    const claims = {
      iss: stated(),
      aud: client.id,
      sub: 'u-7',
      iat: at,
      exp: at + 300,
      nonce,
      preferred_username: 'kim',
      roles: ['staff', 'ops'],
      ...twist.claims,
    }
    if (twist.forge === 'none') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none' })}.${part(claims)}.`
    }
    if (twist.forge === 'secret')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(client.secret))
    const signer = twist.forge === 'key' ? other.privateKey : key.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(signer)
  }

  /** Signs what it is given with the provider's key, or with another. */
  const sign = (claims: JWTPayload, own = true): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(own ? key.privateKey : other.privateKey)
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  return { issuer, client, twist, sign, close }
}
