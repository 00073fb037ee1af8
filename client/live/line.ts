import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'
import type { Topic } from '../../models/kind.ts'
import type { Instant } from '../../models/units.ts'
import type { Bytes, ClientToServer, Have, Pulse, Watching } from '../../models/wire.ts'
import type { LineFailure, Line as LineState, LineTrouble } from './health.ts'

/** As much of a Socket.IO client socket as the line uses; it must not reconnect by itself. */
export interface LineSocket {
  on(event: 'connect', hear: () => void): unknown
  on(event: 'disconnect', hear: (reason?: string) => void): unknown
  on(event: 'connect_error', hear: (error?: Error) => void): unknown
  on(event: 'frame', hear: (frame: Bytes) => void): unknown
  on(event: 'pulse', hear: (pulse: Pulse) => void): unknown
  on(event: 'alarms:changed', hear: (news: AlarmNews) => void): unknown
  on(event: 'alarms:page', hear: (page: AlarmNews, taken: () => void) => void): unknown
  emit(event: 'topics:watch', ...order: Parameters<ClientToServer['topics:watch']>): unknown
  emit(event: 'frame:taken', taken: readonly Have[]): unknown
  connect(): unknown
  disconnect(): unknown
}

/** Own clock and timers, milliseconds; a test hands in its own. */
export interface LineClock {
  now(): Instant
  /** Calls back once after `ms`; the result cancels. */
  after(ms: number, call: () => void): () => void
  /** 0 ≤ number < 1, for the jitter of the next try. */
  random(): number
}

/** The clock and timers of this page or process. */
export const ownClock: LineClock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

/** What the line does to the world around it. */
export interface LineEffects {
  /** Topics the viewer needs at this moment. */
  topics(): readonly Topic[]
  /** What the viewer has of them, for `have`. */
  have(): Have[]
  /** How far the viewer has heard of the alarms, for `alarms`; null for not at all. */
  haveAlarms(): AlarmsHave | null
  /** Take in a frame; false means a gap. May throw on bytes that are no frame: everything is then asked for afresh. */
  receive(frame: Bytes): boolean
  /** Forget what was heard, so that the next watch brings full frames. */
  forget(): void
  /** The server's answer to a watch: alarms as they stand, epoch and version. */
  joined(watching: Watching): void
  changed(news: AlarmNews): void
  /** The next of several pages of alarms. */
  page(page: AlarmNews): void
  /** State of the line, server clock minus own clock in ms, own instant of the last word heard. */
  report(line: LineState, skew: number, heardAt: Instant): void
  /** Why the line failed last and when it is tried next, by our own clock; null once it is up again. */
  failed(failure: LineFailure | null): void
}

/** An open line to the server. */
export interface Line {
  /** Ask again for the topics, after what the viewer needs has changed. */
  watch(): void
  /** Dial now instead of later: the network came back. */
  hurry(): void
  /** Cut the socket and stay away for `ms`, as a broken network would. */
  drop(ms: number): void
  close(): void
}

/** Silence after which the line counts as lost, milliseconds. */
export const LOST_AFTER = 2_500
/** A line whose socket is shut counts as lost after this many milliseconds without a new one. */
const CUT_AFTER = 1_500
/** A try to connect is given up after this many milliseconds. */
const GIVE_UP = 4_000
/** An unanswered watch is repeated after this many milliseconds. */
const ANSWER_WITHIN = 1_500
const FIRST_DELAY = 300
const LAST_DELAY = 10_000
/** While a server that was there a minute ago does not answer, it is restarting: tries come this close, milliseconds. */
const RESTART_DELAY = 1_200
const RESTART_WITHIN = 60_000
/** A line that held for this many milliseconds counts as good: the next failure is the first again. */
const GOOD_AFTER = 5_000
/** A page of alarms that does not come within this many milliseconds is asked for anew. */
const PAGE_WITHIN = 12_000
const LOOK_EVERY = 250
/** A timer this many milliseconds late says that the page was busy or asleep: what came meanwhile is heard before anything is judged. */
const LATE = 750
/** Milliseconds between two words to the server on what was taken in, at least. */
const TAKEN_EVERY = 500
/** Longest time over which the first try after a cut is spread, whatever the server asks for. */
const LONGEST_SPREAD = 10_000

/**
 * Keep a line to the server: connect, watch, heal gaps, notice silence, and tell what was taken in. After a failure it
 * tries again in 0.3 s, then in twice as long each time, with jitter and 10 s at most (1.2 s for a minute after a good line), until a line has held for a while.
 */
export function openLine(socket: LineSocket, clock: LineClock, effects: LineEffects): Line {
  let closed = false
  let connected = false
  let joined = false
  let tries = 0
  /** Own instant when a good line was lost last. */
  let heldUntil = Number.NEGATIVE_INFINITY
  let heardAt = clock.now()
  /** A server that hears nothing itself is alive, and what it shows may be old. */
  let aliveAt = heardAt
  let connectedAt = heardAt
  let goneAt = Number.POSITIVE_INFINITY
  let line: LineState = 'connecting'
  let skew = 0
  let offsets: number[] = []
  let asked = 0
  let answerDue = Number.POSITIVE_INFINITY
  let pageDue = Number.POSITIVE_INFINITY
  let joinedAt = Number.POSITIVE_INFINITY
  let trouble: { readonly trouble: LineTrouble; readonly reason: string | null } | null = null
  let awayUntil = Number.NEGATIVE_INFINITY
  let spread = 0
  let toldAt = Number.NEGATIVE_INFINITY
  /** The seq last told, by channel. */
  let told = new Map<number, number>()
  let lookedAt = clock.now()
  /** Own instant when the page was last found to have been busy or asleep. */
  let awakeAt = Number.NEGATIVE_INFINITY
  let cancelDial = () => {}
  let cancelLook = clock.after(LOOK_EVERY, look)

  socket.on('connect', () => {
    connected = true
    connectedAt = clock.now()
    goneAt = Number.POSITIVE_INFINITY
    told = new Map()
    cancelDial()
    watch()
  })
  socket.on('disconnect', reason => {
    if (!connected) return
    trouble ??= { trouble: TROUBLES[reason ?? ''] ?? 'cut', reason: null }
    gone()
  })
  socket.on('connect_error', error => {
    if (connected) return
    trouble = troubleOf(error)
    gone()
  })
  socket.on('frame', frame => {
    heard()
    let whole = false
    try {
      whole = effects.receive(frame)
    } catch {
      effects.forget()
    }
    if (!whole && answerDue === Number.POSITIVE_INFINITY) watch()
    tellTaken()
  })
  socket.on('pulse', pulse => {
    measure(pulse.now)
    spread = Math.min(LONGEST_SPREAD, Math.max(0, Number(pulse.spread) || 0))
    alive(pulse)
    tellTaken()
  })
  socket.on('alarms:changed', news => {
    // Before the answer to joining news stand on nothing; the answer has them.
    if (joined) effects.changed(news)
    heard()
  })
  socket.on('alarms:page', (page, taken) => {
    pageDue = page.more ? clock.now() + PAGE_WITHIN : Number.POSITIVE_INFINITY
    if (joined) effects.page(page)
    heard()
    taken()
  })
  dial()

  return {
    watch,
    hurry() {
      if (closed || connected || clock.now() < awayUntil) return
      cancelDial()
      dial()
    },
    drop(ms) {
      awayUntil = clock.now() + ms
      tries = 0
      hangUp('cut')
    },
    close() {
      closed = true
      cancelDial()
      cancelLook()
      socket.disconnect()
    },
  }

  function dial(): void {
    socket.connect()
    giveUpAfter(GIVE_UP)
  }

  function giveUpAfter(ms: number): void {
    const due = clock.now() + ms
    cancelDial = clock.after(ms, () =>
      clock.now() - due > LATE ? giveUpAfter(ANSWER_WITHIN) : hangUp('unreachable'),
    )
  }

  function hangUp(why: LineTrouble, reason: string | null = null): void {
    trouble = { trouble: why, reason }
    if (connected) goneAt = clock.now()
    connected = false
    socket.disconnect()
    gone()
  }

  /** The socket is shut: dial again a little later. */
  function gone(): void {
    if (connected) goneAt = clock.now()
    connected = false
    joined = false
    answerDue = Number.POSITIVE_INFINITY
    pageDue = Number.POSITIVE_INFINITY
    cancelDial()
    if (closed) return
    const now = clock.now()
    if (now - joinedAt >= GOOD_AFTER) {
      tries = 0
      heldUntil = now
    }
    joinedAt = Number.POSITIVE_INFINITY
    const wait = Math.max(delay() + (tries === 1 ? clock.random() * spread : 0), awayUntil - now)
    cancelDial = clock.after(wait, dial)
    effects.failed({ ...(trouble ?? { trouble: 'cut', reason: null }), retryAt: now + wait })
  }

  /** Milliseconds until the next try, one more failure counted. */
  function delay(): number {
    const restarts = trouble?.trouble === 'unreachable' && clock.now() - heldUntil < RESTART_WITHIN
    const base = Math.min(restarts ? RESTART_DELAY : LAST_DELAY, FIRST_DELAY * 2 ** tries++)
    return Math.max(FIRST_DELAY, base * (1 - clock.random() * 0.25))
  }

  function watch(): void {
    if (!connected || closed) return
    const mine = ++asked
    answerDue = clock.now() + ANSWER_WITHIN
    const alarms = effects.haveAlarms()
    const order = { topics: effects.topics(), have: effects.have(), ...(alarms && { alarms }) }
    socket.emit('topics:watch', order, result => {
      if (mine !== asked || !connected) return
      answerDue = Number.POSITIVE_INFINITY
      if (!result.ok) return hangUp('refused', result.reason)
      if (!joined) joinedAt = clock.now()
      joined = true
      trouble = null
      pageDue = result.value.alarms.more ? clock.now() + PAGE_WITHIN : Number.POSITIVE_INFINITY
      effects.failed(null)
      effects.joined(result.value)
      measure(result.value.now)
      alive(result.value)
    })
  }

  /** Said on a frame or a pulse and by no timer: a page whose timers sleep still takes in what comes. */
  function tellTaken(): void {
    const now = clock.now()
    if (!connected || Math.abs(now - toldAt) < TAKEN_EVERY) return
    const taken = effects.have().filter(({ channel, seq }) => told.get(channel) !== seq)
    if (taken.length === 0) return
    toldAt = now
    for (const { channel, seq } of taken) told.set(channel, seq)
    socket.emit('frame:taken', taken)
  }

  function alive({ silent }: { readonly silent?: boolean }): void {
    aliveAt = clock.now()
    if (silent) say('lost')
    else heard()
  }

  function heard(): void {
    heardAt = clock.now()
    aliveAt = heardAt
    say(joined ? 'live' : line)
  }

  /** Latency only makes the server's clock look slow, so the largest of the last offsets is the best. */
  function measure(serverNow: Instant): void {
    offsets = [...offsets, serverNow - clock.now()].slice(-10)
    skew = Math.max(...offsets)
  }

  function say(next: LineState): void {
    line = next
    effects.report(line, skew, heardAt)
  }

  function look(): void {
    if (closed) return
    cancelLook = clock.after(LOOK_EVERY, look)
    const now = clock.now()
    const late = now - lookedAt - LOOK_EVERY
    lookedAt = now
    if (late > LATE) {
      awakeAt = now
      answerDue += late
      pageDue += late
    }
    const silent = now - heardAt > LOST_AFTER || now - goneAt > CUT_AFTER
    if (silent && line !== 'lost') say('lost')
    if (!connected) return
    if (now - Math.max(aliveAt, connectedAt, awakeAt) > 2 * LOST_AFTER) hangUp('silent')
    else if (now > answerDue || now > pageDue) watch()
  }
}

/** What Socket.IO calls the end of a line, as we show it. */
const TROUBLES: Readonly<Record<string, LineTrouble>> = {
  'parse error': 'unreadable',
  'io server disconnect': 'refused',
  'ping timeout': 'silent',
}

/** A server that answers and refuses says why; the transport's own errors say nothing a person could use. */
function troubleOf(error?: Error): { readonly trouble: LineTrouble; readonly reason: string | null } {
  const own = !error || 'type' in error || error.message === 'timeout'
  return own ? { trouble: 'unreachable', reason: null } : { trouble: 'refused', reason: error.message }
}
