import type { Moment, MomentNews } from '../../models/moment.ts'
import type { Instant } from '../../models/units.ts'
import { useTime } from '../state/time.ts'
import { hearAlarms, showPastAlarms, showPresentAlarms } from './alarms.ts'
import { ask } from './ask.ts'
import { moment } from './moment.ts'
import { emptyTelemetry, forgetHeard } from './telemetry.ts'

/** Milliseconds of our clock between two instants that the address takes while the past plays. */
const FOLLOW_EVERY = 5_000

/** Seeks given so far: of several under way only the answer to the last counts. */
let wishes = 0
/** Own clock when the address last took the instant. */
let followedAt = 0

/** Show a past instant and play on from it; speed 0 stands still. The scene follows because the frames do. */
export async function seek(at: Instant, speed: number): Promise<void> {
  const mine = ++wishes
  moment.setState({ seeking: at, fault: null })
  const reply = await ask('moment:seek', { at: Math.round(at), speed })
  if (mine !== wishes) return
  if (reply.ok) enter(reply.value)
  else {
    moment.setState({ seeking: null, fault: reply.reason })
    if (moment.getState().past || useTime.getState().past === null) return
    // An instant of the address that nobody answered is asked for again: the line may have been cut meanwhile, and
    // without one its next answer brings the seek.
    if (reply.reason === 'silent') await seek(at, speed)
    else if (reply.reason !== 'away') useTime.getState().setPast(null)
  }
}

/** Back to the present. */
export async function goLive(): Promise<void> {
  const mine = ++wishes
  moment.setState({ seeking: 'live', fault: null })
  const reply = await ask('moment:live')
  if (mine !== wishes) return
  if (!reply.ok) {
    moment.setState({ seeking: null, fault: reply.reason })
    return
  }
  emptyTelemetry()
  moment.setState({ past: null, seeking: null })
  useTime.getState().setPast(null)
  hearAlarms(reply.value.alarms)
  showPresentAlarms()
}

/** The server told where playing is, or why it stopped. */
export function hearMoment(news: MomentNews): void {
  const { past } = moment.getState()
  if (!past) return
  if ('fault' in news && news.left) {
    void goLive().then(() => moment.setState({ fault: news.fault }))
    return
  }
  if ('fault' in news) moment.setState({ past: { ...past, speed: 0 }, fault: news.fault })
  else {
    const { at, alarms = undefined, more, gap = null } = news
    const alarmsKnown = alarms === undefined ? past.alarmsKnown : alarms !== null
    const unsure = alarms === undefined ? past.unsure : news.unsure === true
    moment.setState({ past: { ...past, at, toldAt: Date.now(), alarmsKnown, gap, unsure } })
    if (alarms !== undefined) showPastAlarms(alarms, more)
  }
  if (!moment.getState().past?.speed || Date.now() - followedAt >= FOLLOW_EVERY) follow()
}

function enter({ at, speed, epoch, oldest, alarms: then, more, gap, unsure }: Moment): void {
  // Values of the present must not stand under the frame of the past, not for a moment.
  if (moment.getState().past) forgetHeard()
  else emptyTelemetry()
  useTime.getState().setSceneTime(null)
  const past = {
    at,
    speed,
    epoch,
    toldAt: Date.now(),
    alarmsKnown: then !== null,
    gap: gap ?? null,
    unsure: unsure ?? false,
  }
  moment.setState({ past, oldest, seeking: null, fault: null })
  follow()
  showPastAlarms(then, more)
}

/** The address keeps where the past is, to the second: who opens it later stands there. */
function follow(): void {
  const { past } = moment.getState()
  if (!past) return
  followedAt = Date.now()
  useTime.getState().setPast(Math.floor(past.at / 1_000) * 1_000)
}
