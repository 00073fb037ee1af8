import type { Actor } from '../../models/account.ts'
import {
  ALARM_ORDERS,
  type AlarmNews,
  type AlarmOrderDone,
  type AlarmOrderName,
  type AlarmsHave,
} from '../../models/alarmOrder.ts'
import type { Sight } from '../../models/sight.ts'
import { AUDIENCES, audienceOf } from '../../models/visibility.ts'
import type { Reply } from '../../models/wire.ts'
import type { Viewer } from '../net/backlog.ts'
import { audienceRoom } from '../net/room.ts'
import { type FirstPage, firstPage, sendPages } from '../net/sendPages.ts'
import type { Sockets } from '../net/sockets.ts'
import { actorOf } from '../security/visitor.ts'
import type { AlarmBoard } from './AlarmBoard.ts'
import { seenNews } from './seenAlarms.ts'

/** Milliseconds between two looks for news: alarms do not wait for the frame they came with. */
export const TELL = 50

/** Carries an order of a person out, wherever the alarms are judged; resolves when it is durable or refused. */
export type GiveOrder = (name: AlarmOrderName, order: unknown, actor: Actor) => Promise<Reply<AlarmOrderDone>>

/** How viewers of a process hear of the alarms and give orders on them, whether it judges them or hears of them. */
export interface AlarmDesk {
  /** The alarms for somebody who joins: what was missed, or all that are not quiet. */
  readonly joinAlarms: (viewer: Viewer, have: AlarmsHave | undefined) => FirstPage
  readonly sockets: (io: Sockets) => undefined
  /** Tell what changed since this was last called. */
  readonly tell: () => void
  /** Be told as viewers are, but of everything. */
  hearNews(hear: (pieces: readonly AlarmNews[]) => void): void
}

/** A desk before a board; `give` has orders carried out. */
export function openAlarmDesk(board: AlarmBoard, sight: Sight, give: GiveOrder): AlarmDesk {
  let io: Sockets | null = null
  const hearers: ((pieces: readonly AlarmNews[]) => void)[] = []
  return {
    joinAlarms: (viewer, have) => firstPage(viewer, 'alarms:page', seenPages(board, viewer, sight, have)),
    sockets(viewers) {
      io = viewers
      addAlarmSockets(viewers, give)
      return undefined
    },
    tell() {
      const pieces = board.take()
      if (io) tellAlarms(io, pieces, sight, board)
      for (const hear of hearers) hear(pieces)
    },
    hearNews: hear => void hearers.push(hear),
  }
}

/** Take orders on alarms from viewers: each is answered, when it is durable or with the reason why not. */
function addAlarmSockets(io: Sockets, give: GiveOrder): void {
  io.on('connection', viewer => {
    for (const name of ALARM_ORDERS)
      viewer.on(name, (order, reply) => {
        if (typeof reply !== 'function') return
        give(name, order, actorOf(viewer)).then(reply, () =>
          reply({
            ok: false,
            reason: 'the server failed on this order; look at the alarm before trying again',
          }),
        )
      })
  })
}

/**
 * Tell everyone these news, also those who look at the past: the present is never hidden. Never volatile. Where all have
 * to hear all anew, each gets it page by page as it takes them.
 */
function tellAlarms(io: Sockets, pieces: readonly AlarmNews[], sight: Sight, board: AlarmBoard): void {
  for (const news of pieces) {
    if (news.snapshot) {
      tellAll(io, board, sight)
      continue
    }
    for (const audience of AUDIENCES) {
      const seen = seenNews(news, audience, sight)
      if (seen.alarms.length > 0) io.to(audienceRoom(audience)).emit('alarms:changed', seen)
    }
  }
}

function tellAll(io: Sockets, board: AlarmBoard, sight: Sight): void {
  for (const viewer of io.sockets.sockets.values())
    sendPages(viewer, 'alarms:page', seenPages(board, viewer, sight, undefined))
}

/** Each page is made when its turn comes, of the alarms as they stand then. */
function* seenPages(
  board: AlarmBoard,
  viewer: Viewer,
  sight: Sight,
  have: AlarmsHave | undefined,
): Generator<AlarmNews> {
  const audience = audienceOf(actorOf(viewer).role)
  for (let page = board.since(have); ; page = board.page(page.next)) {
    yield seenNews(page.news, audience, sight)
    if (!page.next) return
  }
}
