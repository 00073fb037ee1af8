import type { IncomingMessage } from 'node:http'
import { VIEWER } from '../../models/account.ts'
import { isRight, may, type Right } from '../../models/role.ts'
import { audienceOf } from '../../models/visibility.ts'
import type { People } from '../accounts/People.ts'
import type { Admission, Line } from '../net/Admission.ts'
import type { Viewer } from '../net/backlog.ts'
import { Bucket } from '../net/bucket.ts'
import { Flood, isLeft } from '../net/Flood.ts'
import { audienceRoom } from '../net/room.ts'
import type { Sockets } from '../net/sockets.ts'
import { addressOf, callerOf, isLoopback } from './address.ts'
import { carriesSession, identify, type Reach } from './cookie.ts'
import { ownOrigin } from './origin.ts'
import { actorOf, setVisitor, visitorOf } from './visitor.ts'

/** What the checks of sockets need. */
export interface SocketSecurity {
  readonly people: People
  readonly reach: Reach
  readonly maxViewers: number
  /** Sockets of one caller at a time; this machine itself, where benches and proxies run, is not counted. */
  readonly maxPerCaller: number
  /** Milliseconds between a handshake and joining. */
  readonly joinMs: number
  /** Milliseconds for taking leave. */
  readonly leaveMs: number
}

/** Orders a second of one socket on average, and at once. */
const ORDERS = 10
const BURST = 50
/** Milliseconds between two looks at whether the sessions of open sockets still hold. */
const RECHECK = 1_000
/** A kiosk gives no orders: its open socket keeps its session alive, written down this often. */
const KIOSK_TOUCH = 3_600_000

/** The checks of one server's sockets. */
export class SocketGuard implements Admission {
  private readonly security: SocketSecurity
  /** Shuts lines that say too much. */
  readonly flood: Flood
  private readonly callers = new Map<string, number>()

  constructor(security: SocketSecurity) {
    this.security = security
    this.flood = new Flood(security.people.clock)
  }

  get joinMs(): number {
    return this.security.joinMs
  }

  /** Decide on a handshake: a sentence why not, or null. Remembers who it is with the request. */
  async admit(request: IncomingMessage, viewers: number): Promise<string | null> {
    const { people, reach, maxViewers } = this.security
    if (viewers >= maxViewers) return 'too many viewers'
    const from = addressOf(request, reach.proxies)
    if (this.full(from)) return 'too many connections from your address'
    const { origin, host } = request.headers
    if (origin !== undefined && !ownOrigin(origin, host, reach.origins))
      return 'a page of another origin; allow it with --origins'
    if (origin === undefined && carriesSession(request, people.secret))
      return 'a handshake with a session must carry the Origin header of our page'
    const nobody = { actor: VIEWER, from, session: null }
    setVisitor(request, await identify(request, people, reach).catch(() => nobody))
    return null
  }

  /** Take in a line whose handshake was admitted: it keeps who it is when the request is let go. One too many of its caller is shut. */
  arrive(line: Line): void {
    const visitor = visitorOf(line.request ?? line)
    const { from } = visitor
    setVisitor(line, visitor)
    line.on('close', () => this.end(line))
    if (this.full(from)) {
      line.close(true)
      return
    }
    this.flood.watch(line)
    this.count(from, 1)
    line.on('close', () => this.count(from, -1))
  }

  /** Guard the sockets of a server; the result stops the looks at open sessions. */
  guard(io: Sockets): () => void {
    const { people } = this.security
    io.use((socket, next) => {
      setVisitor(socket, visitorOf(socket.conn))
      void socket.join(audienceRoom(audienceOf(actorOf(socket).role)))
      const bucket = new Bucket(ORDERS, BURST, people.clock.now())
      let turn = Promise.resolve()
      socket.use((event, pass) => {
        const order: unknown = event[0]
        const answer = (reason: string | null): void => {
          const reply: unknown = event.at(-1)
          if (reason === null) pass()
          else if (typeof reply === 'function') reply({ ok: false, reason })
        }
        const reason = this.refuse(socket, bucket, event[0])
        if (reason !== null || !isRight(order)) {
          answer(reason)
          return
        }
        // One after the other, so that orders are given in the order they came.
        turn = turn.then(() => this.refuseNow(socket, order)).then(answer)
      })
      next()
    })
    let looking: Promise<void> | null = null
    let again = false
    const look = (): void => {
      again = looking !== null
      looking ??= this.recheck(io)
        .catch(() => undefined)
        .finally(() => {
          looking = null
          if (again) look()
        })
    }
    const stops = [people.clock.every(RECHECK, look), people.sessions.hear(look)]
    return () => {
      for (const stop of stops) stop()
    }
  }

  /** Disconnect the sockets whose session has ended or whose role is another one now; their page dials again as what it now is. */
  async recheck(io: Sockets): Promise<void> {
    const { ends, sessions } = this.security.people
    const open = [...io.sockets.sockets.values()].flatMap(socket => {
      const { session } = visitorOf(socket)
      return session ? [{ socket, session }] : []
    })
    if (open.length === 0) return
    // While the store is away the sockets go on until their sessions would end anyway.
    const holding = await sessions.hold([...new Set(open.map(({ session }) => session.id))]).catch(() => null)
    const now = ends.now()
    for (const { socket, session } of open) {
      const held = holding?.get(session.id)
      const holds = holding === null ? now < session.ends : held?.actor.role === session.actor.role
      if (!holds) socket.disconnect(true)
      else if (held?.actor.role === 'kiosk' && now - held.seen > KIOSK_TOUCH)
        await sessions.touch(session.id).catch(() => undefined)
    }
  }

  private refuse(socket: Viewer, bucket: Bucket, event: string): string | null {
    const wait = bucket.take(1, this.security.people.clock.now())
    if (wait > 0) return `too many orders; wait ${wait} s`
    const { role } = actorOf(socket)
    if (!isRight(event)) return null
    if (may(role, event)) return null
    return role === 'viewer' ? `log in first: this needs ${event}` : `the role ${role} may not do ${event}`
  }

  /** Why an order is refused by what the session is worth now, not when it came; or null. An order counts as its use. */
  private async refuseNow(socket: Viewer, order: Right): Promise<string | null> {
    const { session } = visitorOf(socket)
    const { sessions } = this.security.people
    if (!session) return `log in first: this needs ${order}`
    try {
      const held = (await sessions.hold([session.id])).get(session.id)
      if (!held) return 'your login has ended; log in again'
      if (!may(held.actor.role, order)) return `the role ${held.actor.role} may not do ${order}`
      await sessions.touch(session.id)
      return null
    } catch {
      return 'the order was refused because nobody can be recognised: the database does not answer'
    }
  }

  /** A line that we close ends, whether or not the other side answers our goodbye: it is counted no more, so it must not stay. */
  private end({ transport }: Line): void {
    const { socket } = transport ?? {}
    if (socket && !isLeft(socket)) setTimeout(() => socket.terminate(), this.security.leaveMs).unref()
  }

  private full(from: string): boolean {
    return !isLoopback(from) && (this.callers.get(callerOf(from)) ?? 0) >= this.security.maxPerCaller
  }

  private count(from: string, by: number): void {
    const caller = callerOf(from)
    const n = (this.callers.get(caller) ?? 0) + by
    if (n > 0) this.callers.set(caller, n)
    else this.callers.delete(caller)
  }
}
