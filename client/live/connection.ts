import { io } from 'socket.io-client'
import type { Watching } from '../../models/wire.ts'
import { useSelection } from '../state/selection.ts'
import { useView } from '../state/view.ts'
import { alarms, hearAlarms } from './alarms.ts'
import { health } from './health.ts'
import { type Line, type LineSocket, openLine } from './line.ts'
import { forgetHeard, heardTopics, receive } from './telemetry.ts'
import { topicsFor } from './topics.ts'
import type { LoadedWorld } from './world.ts'

/** What a test may do to the line of this page: `window.twinLine`. */
export interface TwinLine {
  /** Cut the socket and stay away for `ms` (5 s unless told), as a broken network would. */
  drop(ms?: number): void
}

/** Open the line for a loaded world and keep the stores true to it. `reload` is called once when the server has another world. The result closes it. */
export function connect(loaded: LoadedWorld, parser: object, reload: () => void): () => void {
  const { site } = loaded
  const socket: LineSocket = io({
    parser,
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    timeout: 3_500,
  })
  let epoch: number | null = null
  let outdated = false

  const joined = (watching: Watching) => {
    if (watching.version !== site.version && !outdated) {
      outdated = true
      reload()
    }
    if (epoch !== null && epoch !== watching.epoch) forgetHeard()
    epoch = watching.epoch
    hearAlarms(watching.alarms)
  }
  const topics = () => topicsFor(useView.getState().layers, useSelection.getState().selected, site)
  const line: Line = openLine(
    socket,
    {
      now: () => Date.now(),
      after: (ms, call) => {
        const timer = setTimeout(call, ms)
        return () => clearTimeout(timer)
      },
      random: () => Math.random(),
    },
    {
      topics,
      have: heardTopics,
      haveAlarms: () => alarms.getState().have,
      receive,
      forget: forgetHeard,
      joined,
      changed: hearAlarms,
      report: (state, skew, heardAt) => health.setState({ line: state, skew, heardAt }),
    },
  )

  let wanted = topics().join()
  const rewatch = () => {
    const now = topics().join()
    if (now === wanted) return
    wanted = now
    line.watch()
  }
  const stops = [useView.subscribe(rewatch), useSelection.subscribe(rewatch)]
  Object.assign(window, { twinLine: { drop: (ms = 5_000) => line.drop(ms) } satisfies TwinLine })

  return () => {
    for (const stop of stops) stop()
    line.close()
  }
}
