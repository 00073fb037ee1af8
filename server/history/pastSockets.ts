import { isSeekOrder, type Moment, type SeekOrder } from '../../models/moment.ts'
import type { Reply } from '../../models/wire.ts'
import { steadyOf } from '../clock.ts'
import type { Viewer } from '../net/backlog.ts'
import { room } from '../net/room.ts'
import { stopPages } from '../net/sendPages.ts'
import { answerWatching, type Doors, type Sockets, watch } from '../net/sockets.ts'
import { oldestInstant } from './oldestInstant.ts'
import { PastSeats } from './PastSeats.ts'
import { PastVisit, type VisitParts } from './PastVisit.ts'
import { troubleOf } from './trouble.ts'

/** Milliseconds between steps of the past, and steps between two words on where it is. */
const PAST_STEP = 250
const STEPS_A_WORD = 4
/** Steps between two looks at what another process, where one owns the history, has written: its flush span. */
const STEPS_A_LOOK = 8

/** Open the orders `moment:seek` and `moment:live` on the sockets; while somebody is in the past, all visits move on once a PAST_STEP. The result ends that. */
export function openPast(io: Sockets, doors: Doors, parts: VisitParts): () => void {
  const visits = new Map<Viewer, PastVisit>()
  const seats = new PastSeats<Viewer>()
  /** The order each viewer gave last while an earlier one of its was still being read. */
  const waiting = new Map<Viewer, Turn | null>()
  let epochs = 0
  let steps = 0
  let stop: (() => void) | null = null

  io.on('connection', viewer => {
    viewer.on('moment:seek', (order, reply) => {
      if (typeof reply !== 'function') return
      const fault = faultOf(order)
      if (fault) return reply({ ok: false, reason: fault })
      const seat = seats.take(viewer, steadyOf(parts.clock))
      if (seat === null)
        return reply({
          ok: false,
          reason: 'all seats in the past are taken, some are kept for the staff; try again in a minute',
        })
      if (seat !== true) sendHome(seat, 'somebody else needed your seat in the past, where you did nothing')
      void inTurn(viewer, {
        take: () => seek(viewer, order, reply),
        pass: () => reply({ ok: false, reason: 'a later seek took its place' }),
      }).catch(() => leave(viewer))
    })
    viewer.on('moment:live', reply => {
      if (typeof reply !== 'function') return
      leave(viewer)
      answerWatching(viewer, doors, reply)
      watch(viewer, { topics: viewer.data.topics ?? [] }, doors)
    })
    viewer.on('topics:watch', () => seats.use(viewer, steadyOf(parts.clock)))
    viewer.on('disconnect', () => leave(viewer))
  })

  return rest

  function rest(): void {
    stop?.()
    stop = null
  }

  async function move(): Promise<void> {
    steps++
    if (steps % STEPS_A_LOOK === 0) await parts.history.refresh(parts.clock.now())
    for (const viewer of seats.forgotten(steadyOf(parts.clock)))
      sendHome(viewer, 'you did nothing in the past for half an hour')
    for (const [viewer, visit] of visits) {
      await visit.step().catch(error => viewer.emit('moment:changed', { fault: troubleOf(error).reason }))
      if (steps % STEPS_A_WORD === 0) await tell(viewer, visit).catch(() => undefined)
    }
  }

  function faultOf(order: unknown): string | null {
    if (!isSeekOrder(order)) return 'order must be { at: milliseconds since 1970, speed: 0 or 1 to 3600 }'
    return order.at > parts.clock.now()
      ? 'that instant is still to come; moment:live shows the present'
      : null
  }

  /** One seek of a viewer at a time: of those that come meanwhile, the last is done next and the others are let go. */
  async function inTurn(viewer: Viewer, turn: Turn): Promise<void> {
    if (waiting.has(viewer)) {
      waiting.get(viewer)?.pass()
      waiting.set(viewer, turn)
      return
    }
    try {
      for (let next: Turn | null = turn; next; next = waiting.get(viewer) ?? null) {
        waiting.set(viewer, null)
        await next.take()
      }
    } finally {
      waiting.delete(viewer)
    }
  }

  async function seek(
    viewer: Viewer,
    order: SeekOrder,
    reply: (result: Reply<Moment>) => void,
  ): Promise<void> {
    const visit = visits.get(viewer) ?? new PastVisit(viewer, parts)
    visits.set(viewer, visit)
    stop ??= parts.clock.every(PAST_STEP, () => void move().catch(() => undefined))
    try {
      await parts.history.refresh(parts.clock.now())
      const { at, speed, ticker, gap } = await visit.seek(order, ++epochs)
      const oldest = await oldestInstant(parts.history)
      // The viewer may have gone, or gone back to the present, while the past was read.
      if (visits.get(viewer) !== visit) return reply({ ok: false, reason: 'left the past meanwhile' })
      viewer.data.visit = visit
      for (const channel of doors.frames.numbers) void viewer.leave(room(channel))
      delete viewer.data.owed
      const { told, rest } = visit.tell()
      reply({ ok: true, value: { epoch: ticker.epoch, at, speed, oldest, ...(gap && { gap }), ...told } })
      rest()
      visit.watch({ topics: viewer.data.topics ?? [] })
    } catch (error) {
      if (!viewer.data.visit) forget(viewer)
      reply({ ok: false, reason: `that instant cannot be restored: ${troubleOf(error).reason}` })
    }
  }

  /** Give a seat back for somebody: they are told why and are in the present again. */
  function sendHome(viewer: Viewer, fault: string): void {
    leave(viewer)
    viewer.emit('moment:changed', { fault, left: true })
    watch(viewer, { topics: viewer.data.topics ?? [] }, doors)
  }

  function forget(viewer: Viewer): void {
    visits.delete(viewer)
    seats.leave(viewer)
    if (visits.size > 0) return
    rest()
    void parts.history.letGo(() => visits.size === 0).catch(() => undefined)
  }

  function leave(viewer: Viewer): void {
    forget(viewer)
    delete viewer.data.visit
    stopPages(viewer, 'moment:page')
  }

  async function tell(viewer: Viewer, visit: PastVisit): Promise<void> {
    const { playback } = visit
    if (!playback || playback.speed === 0) return
    const news = await visit.news()
    if (!news || viewer.data.visit !== visit) return
    const gap = playback.gap && { gap: playback.gap }
    if (!news.changed) return void viewer.emit('moment:changed', { at: news.at, ...gap })
    const { told, rest } = visit.tell()
    viewer.emit('moment:changed', { at: news.at, ...gap, ...told })
    rest()
  }
}

/** An order that waits: it is taken, or passed over for a later one. */
interface Turn {
  take(): Promise<void>
  pass(): void
}
