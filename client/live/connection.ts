import { io, type Socket } from 'socket.io-client'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { Watching } from '../../models/wire.ts'
import { here } from '../state/base.ts'
import { useDesk } from '../state/desk.ts'
import { useSelection } from '../state/selection.ts'
import { useTime } from '../state/time.ts'
import { useView } from '../state/view.ts'
import { alarms, forgetAlarms, hearAlarms, hearPastPage, presentAlarms } from './alarms.ts'
import { layLine } from './ask.ts'
import { followAudience } from './audience.ts'
import { health, presentNow } from './health.ts'
import { type Line, type LineClock, type LineSocket, openLine, ownClock } from './line.ts'
import { moment, pastInstant } from './moment.ts'
import { forgetPeople, hearPeople, lookOf } from './people.ts'
import { hearRecords, joinRecords, openKept } from './records.ts'
import { request } from './request.ts'
import { lookAtSession } from './session.ts'
import { forgetHeard, forgetTopics, heardTopics, receive, telemetry, topicOfFrame } from './telemetry.ts'
import { tellApart } from './tellApart.ts'
import { hearMoment, seek } from './timeMachine.ts'
import { topicsFor } from './topics.ts'
import { Watched } from './watched.ts'
import type { LoadedWorld } from './world.ts'

/** Milliseconds between two looks at whether we are still logged in. */
const SESSION_LOOK = 20_000

/** Milliseconds between two looks for topics whose frames stay away; each look that finds one asks for it again. */
const LATE_LOOK = 2_000

/** What a test may do to the line of this page: `window.twinLine`. */
export interface TwinLine {
  /** Cut the socket and stay away for `ms` (5 s unless told), as a broken network would. */
  drop(ms?: number): void
}

/** What the line goes over: this page's own server and clock, unless a test lays another. */
export interface Way {
  readonly socket: Socket
  readonly clock: LineClock
}

/** Open the line for a loaded world and keep the stores true to it. `reload` is called once when the server has another world. The result closes it. */
export function connect(
  loaded: LoadedWorld,
  parser: object,
  reload: () => void,
  { socket, clock }: Way = { socket: dialOwn(parser), clock: ownClock },
): () => void {
  let here = loaded
  let outdated = false

  const joined = (watching: Watching) => {
    if (watching.version !== here.site.version && !outdated) {
      outdated = true
      reload()
    }
    if (!hearAlarms(watching.alarms)) forgetAlarms()
    returnToPast(watching)
  }
  const topics = () =>
    topicsFor(useView.getState().layers, useSelection.getState().selected, here.site, listed())
  // The open list of alarms shows the present value of each.
  const listed = () =>
    useDesk.getState().tool === 'alarms'
      ? new Set([...alarms.getState().all.values()].map(({ point }) => here.points.asset[point]!))
      : []
  const watched = new Watched()
  const line: Line = openLine(socket as LineSocket, clock, {
    topics() {
      const wanted = topics()
      const gone = health.getState().watched.filter(topic => !wanted.includes(topic))
      if (gone.length > 0) forgetTopics(here.points, gone)
      watched.watch(wanted, clock.now())
      health.setState({ watched: wanted })
      return wanted
    },
    have: heardTopics,
    haveAlarms: () => presentAlarms.getState().have,
    receive(frame) {
      const whole = receive(frame)
      if (whole) watched.heard(topicOfFrame(frame), clock.now())
      return whole
    },
    forget: forgetHeard,
    joined,
    changed: news => {
      if (hearAlarms(news)) return
      forgetAlarms()
      line.watch()
    },
    page: hearAlarms,
    failed: tellApart(failure => health.setState({ failure }), pagesGetThrough),
    report: (state, skew, heardAt) => health.setState({ line: state, skew, heardAt }),
  })

  let cancelLook = clock.after(LATE_LOOK, lookForLate)
  function lookForLate(): void {
    cancelLook = clock.after(LATE_LOOK, lookForLate)
    const { line: state, late: before } = health.getState()
    const expected = state === 'live' && !moment.getState().past
    // In the past nothing is due, and of a lost line the line itself tells.
    if (!expected) watched.watch([], clock.now())
    watched.watch(topics(), clock.now())
    const late = watched.late(here.points, telemetry.getState().state.quality, clock.now())
    if (late.length > 0 || before.length > 0) health.setState({ late })
    if (late.length > 0) line.watch()
  }
  socket.on('moment:changed', hearMoment)
  socket.on('moment:page', (page: AlarmNews, taken: () => void) => {
    hearPastPage(page)
    taken()
  })
  socket.on('records:changed', hearRecords)
  socket.on('people:here', hearPeople)
  const look = () => socket.emit('people:look', lookOf(useSelection.getState().selected, here))
  openKept()
  socket.on('connect', () => {
    joinRecords()
    look()
    void becomeWhoWeAre(line)
  })
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
  const audience = followAudience({
    cut() {
      forgetAll()
      line.drop(0)
    },
    swapped(next) {
      here = next
      rewatch()
    },
    failed: () => location.reload(),
  })
  const hurry = () => line.hurry()
  window.addEventListener('online', hurry)
  const stops = [
    () => window.removeEventListener('online', hurry),
    audience,
    useView.subscribe(rewatch),
    useSelection.subscribe(rewatch),
    useSelection.subscribe(({ selected }, { selected: before }) => selected !== before && look()),
    useDesk.subscribe(rewatch),
    alarms.subscribe(() => useDesk.getState().tool === 'alarms' && rewatch()),
  ]
  Object.assign(window, { twinLine: { drop: (ms = 5_000) => line.drop(ms) } satisfies TwinLine })

  return () => {
    for (const stop of stops) stop()
    clearInterval(looks)
    cancelLook()
    layLine(null)
    line.close()
  }
}

/** True when the server answers an ordinary request. */
async function pagesGetThrough(): Promise<boolean> {
  return (await request('GET', '/api/health')).ok
}

function dialOwn(parser: object): Socket {
  return io({
    path: here('/socket.io'),
    parser,
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    timeout: 3_500,
  })
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
  forgetPeople()
  forgetHeard()
  forgetAlarms()
}
