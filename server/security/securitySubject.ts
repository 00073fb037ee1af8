import type { People } from '../accounts/People.ts'
import { baseOf } from '../net/base.ts'
import { type LimitOptions, limitsOf } from '../net/lineLimits.ts'
import { subject } from '../subject.ts'
import { isSecure, type Reach } from './cookie.ts'
import type { Oidc } from './Oidc.ts'
import { addPeopleDoors } from './peopleDoors.ts'
import { SocketGuard } from './SocketGuard.ts'

interface Needs extends LimitOptions {
  readonly people: People
  /** Origins of pages besides our own that may speak to us. */
  readonly origins?: readonly string[] | undefined
  /** Proxies of ours in front of the server, and the address people use when it is another than ours. */
  readonly proxies?: number | undefined
  readonly publicUrl?: string | undefined
  /** Path that pages are served below; that of the public address when left out. */
  readonly base?: string | undefined
  /** TLS of our own; plain HTTP, behind a proxy that speaks TLS perhaps, when left out. */
  readonly certificate?: object | undefined
  /** Single sign-on. */
  readonly oidc?: Oidc | null | undefined
}

/** Who comes in: login, sessions and the checks before every door and every order. */
export const security = subject({
  name: 'security',
  open(needs: Needs) {
    const { people, publicUrl = null, origins = [], certificate, oidc = null } = needs
    const base = baseOf(needs.base ?? (publicUrl ? new URL(publicUrl).pathname : '/'))
    const reach: Reach = {
      proxies: needs.proxies ?? 0,
      publicUrl,
      base,
      tls: certificate !== undefined,
      origins: [...origins, ...(publicUrl ? [new URL(publicUrl).origin] : [])],
    }
    const limits = limitsOf(needs)
    const guard = new SocketGuard({
      people,
      reach,
      maxViewers: limits.viewers,
      maxPerCaller: limits.viewersPerCaller,
      joinMs: limits.joinMs,
      leaveMs: limits.leaveMs,
    })
    return {
      gives: { reach, base, guard, secure: isSecure(reach) },
      routes: app => addPeopleDoors(app, { people, reach }, oidc),
      sockets: io => guard.guard(io),
    }
  },
})
