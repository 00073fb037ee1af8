import { io, type Socket } from 'socket.io-client'
import { vi } from 'vitest'
import { forgetAlarms, showPresentAlarms } from '../../client/live/alarms.ts'
import { connect } from '../../client/live/connection.ts'
import { health } from '../../client/live/health.ts'
import { type LineClock, ownClock } from '../../client/live/line.ts'
import { moment } from '../../client/live/moment.ts'
import { session } from '../../client/live/session.ts'
import { openTelemetry, telemetry } from '../../client/live/telemetry.ts'
import type { LoadedWorld } from '../../client/live/world.ts'
import { useSelection } from '../../client/state/selection.ts'
import { useView } from '../../client/state/view.ts'
import { TOPICS } from '../../models/kind.ts'
import { parser } from '../../models/parser.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Role } from '../../models/role.ts'
import { audienceOf } from '../../models/visibility.ts'
import { Browser, loggedIn } from '../server/accounts/frontDoor.ts'
import type { TestClock } from '../server/fixture.ts'
import type { Running } from '../server/twinUnderTest.ts'

Object.assign(globalThis, { window: new EventTarget() })

/** The clock of the server as the page's own: both pass only as the test moves them. */
export class PageClock implements LineClock {
  private readonly clock: TestClock
  constructor(clock: TestClock) {
    this.clock = clock
  }
  now(): number {
    return this.clock.now()
  }
  after(ms: number, call: () => void): () => void {
    const stop = this.clock.every(ms, () => {
      stop()
      call()
    })
    return stop
  }
  random(): number {
    return 0.5
  }
}

/** A page whose line a test holds. */
export interface LivePage {
  /** Let no frame through, or let them through again. */
  deaf(on: boolean): void
  close(): void
}

/** A page of the real client modules, logged in as a role, before a running twin or, by `url`, a gateway of it. */
export async function openPage(
  twin: Running,
  role: Role,
  clock: LineClock = ownClock,
  url = twin.url,
): Promise<LivePage> {
  const reached = { people: twin.people, url } as Running
  const browser = role === 'viewer' ? new Browser(url) : await loggedIn(reached, role)
  vi.stubGlobal('fetch', fetchBy(url, browser.cookie, globalThis.fetch))
  session.setState({ view: null, ended: false })
  forgetAlarms()
  showPresentAlarms()
  moment.setState({ past: null, seeking: null, oldest: null, fault: null })
  useView.getState().setLayers(['control'])
  useSelection.getState().select(null)
  openTelemetry(twin.points)
  const socket: Socket = io(url, {
    parser,
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    extraHeaders: { origin: url, ...(browser.cookie && { cookie: browser.cookie }) },
  })
  const close = connect(worldOf(twin), parser, () => undefined, { socket, clock })
  const [hear] = socket.listeners('frame')
  return {
    close,
    deaf(on) {
      socket.off('frame')
      if (!on) socket.on('frame', hear!)
    },
  }
}

/** The world of a twin as far as a page without a picture needs it. */
export function worldOf({ site, points }: Running): LoadedWorld {
  return { site, points } as LoadedWorld
}

const fetchBy =
  (url: string, cookie: string, own: typeof fetch): typeof fetch =>
  (path, init) =>
    own(new URL(String(path), url), {
      ...init,
      headers: { origin: url, ...init?.headers, ...(cookie && { cookie }) },
    })

/** Points that the page shows otherwise than the server has them, of the topics it watches and may see. */
export function wrongValues(twin: Running, role: Role): string[] {
  const { points, sight } = twin
  const { values, quality } = telemetry.getState().state
  const watched = new Set(health.getState().watched.map(topic => TOPICS.indexOf(topic)))
  const audience = audienceOf(role)
  return Array.from({ length: points.count }, (_, i) => i).flatMap(i => {
    if (!watched.has(points.topic[i]!)) return []
    const name = `${points.assetIds[points.asset[i]!]}/${points.name[i]}/${points.part[i]}`
    if (!sight.seesPoint(audience, i))
      return quality[i] === QUALITY.none ? [] : [`${name} is not for ${role}`]
    const step = points.spec[i]!.resolution
    const same =
      quality[i] === twin.twin.quality[i] &&
      (quality[i] === QUALITY.none || Math.abs(values[i]! - twin.twin.values[i]!) <= step)
    return same
      ? []
      : [`${name}: ${values[i]} (${quality[i]}) for ${twin.twin.values[i]} (${twin.twin.quality[i]})`]
  })
}
