import { io, type Socket } from 'socket.io-client'
import type { SessionView } from '../../../models/account.ts'
import { parser } from '../../../models/parser.ts'
import type { Role } from '../../../models/role.ts'
import type { Running } from '../twinUnderTest.ts'

export const PASSWORD = 'four words and a bridge'

/** A browser in front of a running twin: it keeps the cookie and sends Origin and CSRF token as the page does. */
export class Browser {
  cookie = ''
  csrf = ''
  private readonly url: string
  private readonly origin: string | null

  constructor(url: string, origin: string | null = url) {
    this.url = url
    this.origin = origin
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.origin && { origin: this.origin }),
        ...(this.csrf && { 'x-csrf-token': this.csrf }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      if (pair.startsWith('twin_session=')) this.cookie = pair === 'twin_session=' ? '' : pair
    }
    const text = await answer.text()
    const json = text.startsWith('{') ? JSON.parse(text) : {}
    return { status: answer.status, headers: answer.headers, text, body: json }
  }

  async login(name: string, password = PASSWORD): Promise<SessionView> {
    const { status, body } = await this.send('POST', '/api/session', { name, password })
    if (status !== 200) throw new Error(`login answered ${status}: ${body.error}`)
    this.csrf = body.csrf
    return body
  }

  /** A socket with this browser's cookie. Rejects when the handshake is refused. */
  async socket(headers: Record<string, string> = {}): Promise<Socket> {
    const socket = io(this.url, {
      parser,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.origin && { origin: this.origin }),
        ...headers,
      },
    })
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve)
      socket.on('connect_error', reject)
    })
    return socket
  }
}

/** A browser logged in as a fresh account of this role, named after it. */
export async function loggedIn(twin: Running, role: Role, name: string = role): Promise<Browser> {
  await twin.people.accounts.add(name, role, PASSWORD)
  const browser = new Browser(twin.url)
  await browser.login(name)
  return browser
}
