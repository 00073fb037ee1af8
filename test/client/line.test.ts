import { beforeEach, expect, test } from 'vitest'
import type { LineFailure } from '../../client/live/health.ts'
import { type Line, type LineSocket, LOST_AFTER, openLine } from '../../client/live/line.ts'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { Have, Reply, Watching, WatchOrder } from '../../models/wire.ts'

const NO_ALARMS = { epoch: 7, number: 0, snapshot: true, alarms: [] }

/** A socket and a clock moved by hand. */
class Net implements LineSocket {
  now = 1_000_000
  calls = 0
  /** Milliseconds until a dialled socket stands. */
  latency = 10
  orders: WatchOrder[] = []
  taken: (readonly Have[])[] = []
  open = false
  reachable = true
  answering = true
  firstPage: AlarmNews = NO_ALARMS
  onOpen: () => void = () => {}
  private cancelConnect: () => void = () => {}
  private refusal: Error | null = null
  private answer: Reply<Watching> | null = null
  private timers: { at: number; call: () => void }[] = []
  private readonly hearers = new Map<string, (news: never, taken: never) => void>()

  on(event: string, hear: (news: never, taken: never) => void): void {
    this.hearers.set(event, hear)
  }

  say(event: string, news?: unknown, taken?: unknown): void {
    this.hearers.get(event)?.(news as never, taken as never)
  }

  page(page: AlarmNews, taken: () => void): void {
    this.say('alarms:page', page, taken)
  }

  /** The transport ends the line and says why. */
  cut(reason: string): void {
    this.open = false
    this.say('disconnect', reason)
  }

  /** Every order is answered so from now on. */
  answerAll(answer: Reply<Watching>): void {
    this.answer = answer
  }

  /** Every connection is refused by the server from now on. */
  refuse(reason: string): void {
    this.refusal = new Error(reason)
    this.cut('io server disconnect')
  }

  connect(): void {
    this.calls++
    this.cancelConnect = this.after(this.latency, () => {
      this.open = this.reachable && !this.refusal
      if (this.open) this.say('connect')
      else this.say('connect_error', this.refusal ?? undefined)
      if (this.open) this.after(10, () => this.onOpen())
    })
  }

  disconnect(): void {
    this.cancelConnect()
    if (this.open) this.cut('io client disconnect')
  }

  emit(
    event: 'topics:watch' | 'frame:taken',
    order: WatchOrder | readonly Have[],
    reply?: (result: Reply<Watching>) => void,
  ): void {
    if (event === 'frame:taken') {
      this.taken.push(order as readonly Have[])
      return
    }
    this.orders.push(order as WatchOrder)
    if (this.answering)
      this.after(5, () =>
        reply?.(
          this.answer ?? {
            ok: true,
            value: { epoch: 7, now: this.now + 500, version: 'v', alarms: this.firstPage },
          },
        ),
      )
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.now + ms, call }
    this.timers.push(timer)
    return () => void (this.timers = this.timers.filter(each => each !== timer))
  }

  /** Let `ms` pass, with a pulse each second while `pulsing`. */
  pass(ms: number, pulsing = false): void {
    const end = this.now + ms
    let pulse = this.now + 1000
    for (;;) {
      const next = [...this.timers].sort((a, b) => a.at - b.at)[0]
      if (pulsing && pulse <= end && (!next || pulse <= next.at)) {
        this.now = pulse
        pulse += 1000
        if (this.open) this.say('pulse', { epoch: 7, now: this.now + 500 })
      } else if (next && next.at <= end) {
        this.now = Math.max(this.now, next.at)
        this.timers = this.timers.filter(each => each !== next)
        next.call()
      } else break
    }
    this.now = end
  }

  /** The page is busy for `ms`: no timer fires, and nothing that comes is heard, before it is over. */
  stall(ms: number): void {
    this.now += ms
  }
}

let net: Net
let line: Line
let state = ''
let skew = 0
let whole = true
let have: WatchOrder['have'] = []
let forgotten = 0
const joined: Watching[] = []
const failures: (LineFailure | null)[] = []

beforeEach(() => {
  net = new Net()
  state = ''
  whole = true
  have = []
  forgotten = 0
  joined.length = 0
  failures.length = 0
  line = openLine(
    net,
    { now: () => net.now, after: (ms, call) => net.after(ms, call), random: () => 0.5 },
    {
      topics: () => ['control'],
      have: () => [...(have ?? [])],
      haveAlarms: () => null,
      receive: frame => {
        if (new Uint8Array(frame)[0] === 0xff) throw new RangeError('not a twin frame')
        return whole
      },
      forget: () => void forgotten++,
      joined: watching => void joined.push(watching),
      changed: () => {},
      page: () => {},
      failed: failure => void failures.push(failure),
      report: (present, ms) => {
        state = present
        skew = ms
      },
    },
  )
})

test('connects, watches its topics and is live', () => {
  net.pass(100)
  expect(net.orders).toEqual([{ topics: ['control'], have: [] }])
  expect(state).toBe('live')
  expect(joined).toHaveLength(1)
})

test('the skew is the server clock minus our own, latency left out', () => {
  net.pass(5_000, true)
  net.say('pulse', { epoch: 7, now: net.now + 200 })
  expect(skew).toBe(500)
})

test('stays live on pulses alone, and is lost 2.5 s after the last word', () => {
  net.pass(10_000, true)
  expect(state).toBe('live')
  net.pass(LOST_AFTER - 300)
  expect(state).toBe('live')
  net.pass(600)
  expect(state).toBe('lost')
})

test('a silent socket is cut and dialled again, and the line heals', () => {
  net.pass(2_000, true)
  net.pass(6_500)
  expect(net.calls).toBeGreaterThan(1)
  net.pass(2_000, true)
  expect(state).toBe('live')
})

test('a page that was busy hears what came meanwhile before it judges the line', () => {
  net.pass(2_000, true)
  net.stall(9_000)
  net.pass(1_000)
  expect([state, net.open, net.calls]).toEqual(['lost', true, 1])
  net.pass(3_000, true)
  expect([state, net.open, net.calls]).toEqual(['live', true, 1])
  net.pass(6_500)
  expect(net.calls).toBeGreaterThan(1)
})

test('a page that was busy while it dialled takes the line that stands', () => {
  net.pass(500)
  net.latency = 4_500
  net.disconnect()
  net.pass(600)
  net.stall(5_000)
  net.pass(50)
  expect([net.open, net.calls]).toEqual([true, 2])
  net.pass(1_000, true)
  expect(state).toBe('live')
})

test('a cut socket is dialled again within half a second, with what is already there', () => {
  net.pass(1_000, true)
  have = [{ channel: 0, epoch: 7, seq: 41 }]
  net.disconnect()
  net.pass(500)
  expect(net.calls).toBe(2)
  expect(net.orders.at(-1)).toEqual({ topics: ['control'], have })
  expect(state).toBe('live')
})

test('a cut that does not heal at once shows within two seconds', () => {
  net.pass(1_000, true)
  net.reachable = false
  net.disconnect()
  net.pass(1_000)
  expect(state).toBe('live')
  net.pass(900)
  expect(state).toBe('lost')
})

test('a server that was there is tried every second or so for a minute, then every ten, and the reason is told', () => {
  net.pass(10_000, true)
  net.reachable = false
  net.disconnect()
  const calls = net.calls
  net.pass(4_000)
  expect(net.calls - calls).toBeGreaterThan(2)
  expect(net.calls - calls).toBeLessThan(7)
  net.pass(60_000)
  const later = net.calls
  net.pass(60_000)
  expect(net.calls - later).toBeLessThan(10)
  expect(failures.at(-1)).toMatchObject({ trouble: 'unreachable', reason: null })
  expect(failures.at(-1)!.retryAt - net.now).toBeLessThanOrEqual(10_000)
  net.reachable = true
  line.hurry()
  net.pass(100)
  expect(state).toBe('live')
  expect(failures.at(-1)).toBeNull()
})

test.each([
  ['a message that cannot be read', () => net.cut('parse error'), { trouble: 'unreadable', reason: null }],
  ['a server that shuts the line', () => net.cut('io server disconnect'), { trouble: 'refused' }],
  [
    'a refusal to watch',
    () => net.answerAll({ ok: false, reason: 'full' }),
    { trouble: 'refused', reason: 'full' },
  ],
  ['a refusal to connect', () => net.refuse('too many'), { trouble: 'refused', reason: 'too many' }],
] as const)('%s every time it connects backs off, however often a socket opens', (_, fail, failure) => {
  net.onOpen = fail
  net.pass(40_000)
  expect(net.calls).toBeLessThan(10)
  expect(net.calls).toBeGreaterThan(5)
  expect(failures.at(-1)).toMatchObject(failure)
})

test('pages are taken one by one after the answer, and one that stays out is asked for anew', () => {
  const taken: number[] = []
  net.firstPage = { ...NO_ALARMS, more: true }
  net.pass(100)
  net.page({ ...NO_ALARMS, snapshot: false, more: true }, () => taken.push(1))
  expect(taken).toEqual([1])
  net.pass(11_000, true)
  expect(net.orders).toHaveLength(1)
  net.firstPage = NO_ALARMS
  net.pass(2_000, true)
  expect(net.orders).toHaveLength(2)
  net.pass(30_000, true)
  expect(net.orders).toHaveLength(2)
})

test('a dropped line stays away as long as told', () => {
  net.pass(1_000, true)
  line.drop(5_000)
  net.pass(4_900)
  expect(net.calls).toBe(1)
  expect(state).toBe('lost')
  net.pass(600, true)
  expect(state).toBe('live')
})

test('a gap asks once for the topics, however many frames follow', () => {
  net.pass(100)
  whole = false
  for (let i = 0; i < 5; i++) net.say('frame', new Uint8Array([0xc7]))
  expect(net.orders).toHaveLength(2)
})

test('bytes that are no frame are forgotten and asked for afresh', () => {
  net.pass(100)
  net.say('frame', new Uint8Array([0xff]))
  expect(forgotten).toBe(1)
  expect(net.orders).toHaveLength(2)
})

test('an unanswered watch is repeated', () => {
  net.answering = false
  net.pass(2_000)
  expect(net.orders.length).toBeGreaterThanOrEqual(2)
  expect(state).not.toBe('live')
})

test('a closed line is quiet', () => {
  net.pass(100)
  line.close()
  net.pass(30_000)
  expect(net.calls).toBe(1)
})

test('tells what it took in at most twice a second, only what moved, and on pulses when no frame comes', () => {
  net.pass(100)
  for (let seq = 1; seq <= 20; seq++) {
    have = [{ channel: 0, epoch: 7, seq }]
    net.say('frame', new Uint8Array([0xc7]))
    net.pass(250)
  }
  expect(net.taken.map(([first]) => first!.seq)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
  net.pass(3_000, true)
  expect(net.taken.slice(10)).toEqual([[{ channel: 0, epoch: 7, seq: 20 }]])
})

test('goes on telling what it took in after its own clock was set back an hour', () => {
  net.pass(100)
  have = [{ channel: 0, epoch: 7, seq: 1 }]
  net.say('frame', new Uint8Array([0xc7]))
  net.now -= 3_600_000
  have = [{ channel: 0, epoch: 7, seq: 2 }]
  net.say('frame', new Uint8Array([0xc7]))
  expect(net.taken).toHaveLength(2)
})

test('spreads its first try after a cut as the server asked, and no longer than ten seconds', () => {
  net.pass(100)
  for (const [asked, first] of [
    [4_000, 2_300],
    [3_600_000, 5_300],
    [Number.NaN, 300],
  ] as const) {
    net.pass(6_000, true)
    net.say('pulse', { epoch: 7, now: net.now, spread: asked })
    const calls = net.calls
    net.disconnect()
    net.pass(first - 50)
    expect(net.calls).toBe(calls)
    net.pass(100)
    expect(net.calls).toBe(calls + 1)
  }
})

test('a server that hears nothing itself counts as lost at once, is not hung up on, and is live again when it hears', () => {
  net.pass(3_000, true)
  expect(state).toBe('live')
  const calls = net.calls
  for (let second = 0; second < 12; second++) {
    net.pass(1_000)
    net.say('pulse', { epoch: 7, now: net.now + 500, silent: true })
    expect(state).toBe('lost')
  }
  expect(net.calls).toBe(calls)
  net.say('frame', new Uint8Array([1]))
  expect(state).toBe('live')
})
