import { io } from 'socket.io-client'
import { audienceOf } from '../../models/visibility.ts'
import type { Watching } from '../../models/wire.ts'
import { useSelection } from '../state/selection.ts'
import { useTime } from '../state/time.ts'
import { useView } from '../state/view.ts'
import { forgetAlarms, hearAlarms, presentAlarms } from './alarms.ts'
import { layLine } from './ask.ts'
import { health, presentNow } from './health.ts'
import { type Line, type LineSocket, openLine, ownClock } from './line.ts'
import { moment, pastInstant } from './moment.ts'
import { lookAtSession, session } from './session.ts'
import { forgetHeard, heardElsewhere, heardTopics, receive } from './telemetry.ts'
import { hearMoment, seek } from './timeMachine.ts'
import { topicsFor } from './topics.ts'
import type { LoadedWorld } from './world.ts'

/** Milliseconds between two looks at whether we are still logged in. */
const SESSION_LOOK = 20_000

/** What a test may do to the line of this page: `window.twinLine`. */
export interface TwinLine {
  /** Cut the socket and stay away for `ms` (5 s unless told), as a broken network would. */
  drop(ms?: number): void
}

/** Open the line for a loaded world and keep the stores true to it. `reload` is called once when the server has another world. The result closes it. */
export function connect(loaded: LoadedWorld, parser: object, reload: () => void): () => void {
  const { site } = loaded
  const socket = io({
    parser,
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    timeout: 3_500,
  })
  let outdated = false

  const joined = (watching: Watching) => {
    if (watching.version !== site.version && !outdated) {
      outdated = true
      reload()
    }
    if (heardElsewhere(watching.epoch)) forgetHeard()
    if (!hearAlarms(watching.alarms)) forgetAlarms()
    returnToPast(watching)
  }
  const topics = () => topicsFor(useView.getState().layers, useSelection.getState().selected, site)
  const line: Line = openLine(socket as LineSocket, ownClock, {
    topics,
    have: heardTopics,
    haveAlarms: () => presentAlarms.getState().have,
    receive,
    forget: forgetHeard,
    joined,
    changed: news => {
      if (hearAlarms(news)) return
      forgetAlarms()
      line.watch()
    },
    report: (state, skew, heardAt) => health.setState({ line: state, skew, heardAt }),
  })

  socket.on('moment:changed', hearMoment)
  socket.on('connect', () => void becomeWhoWeAre(line))
  const looks = setInterval(() => void becomeWhoWeAre(line), SESSION_LOOK)
  layLine({
    emit: (event, ...args) => socket.emit(event, ...args),
    open: () => socket.connected,
    redial: () => {
      forgetAll()
      line.drop(0)
    },
  })

  let wanted = topics().join()
  const rewatch = () => {
    const now = topics().join()
    if (now === wanted) return
    wanted = now
    line.watch()
  }
  // The names in the loaded site are those its audience may read: another audience loads its own. After a login that
  // ended by itself the page waits until the person has read so.
  let named = session.getState().view && audienceOf(session.getState().view!.role)
  const audience = session.subscribe(({ view, ended }) => {
    if (!view || ended) return
    named ??= audienceOf(view.role)
    if (named !== audienceOf(view.role)) location.reload()
  })
  const stops = [audience, useView.subscribe(rewatch), useSelection.subscribe(rewatch)]
  Object.assign(window, { twinLine: { drop: (ms = 5_000) => line.drop(ms) } satisfies TwinLine })

  return () => {
    for (const stop of stops) stop()
    clearInterval(looks)
    layLine(null)
    line.close()
  }
}

/** A line comes up in the present: a viewer who is in the past, or whose address names an instant, goes there. */
function returnToPast({ epoch }: Watching): void {
  const { past, seeking } = moment.getState()
  const wished = useTime.getState().past
  if (!past && wished !== null && seeking === null) void seek(wished, 0)
  if (past && seeking === null && epoch !== past.epoch)
    void seek(Math.min(pastInstant(past, Date.now()), presentNow()), past.speed)
}

/** What other eyes may see has other frames and numbers: after a change of role everything is heard afresh. */
async function becomeWhoWeAre(line: Line): Promise<void> {
  if (!(await lookAtSession())) return
  forgetAll()
  line.drop(0)
}

function forgetAll(): void {
  forgetHeard()
  forgetAlarms()
}
