import { afterEach, expect, test } from 'vitest'
import { presentAlarms as alarms, forgetAlarms, hearAlarms } from '../../../client/live/alarms.ts'
import { alarmRef, type StandingAlarm } from '../../../models/alarm.ts'
import { type AlarmNews, MOST_OF_PAGE } from '../../../models/alarmOrder.ts'
import { QUALITY } from '../../../models/quality.ts'
import type { Page } from '../../../server/alarms/AlarmBoard.ts'
import { News } from '../../../server/alarms/News.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { asset, NOON, runTwin, smallSite, TestClock } from '../fixture.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const alarm = (index: number, number: number, more: Partial<StandingAlarm> = {}): StandingAlarm => ({
  ...alarmRef(index),
  severity: 2,
  cause: 'high',
  value: number,
  since: NOON,
  state: 'unacknowledged',
  active: true,
  number,
  first: false,
  simulated: false,
  until: null,
  by: null,
  reason: null,
  trip: { cause: 'high', severity: 2, value: number, at: NOON, limit: 10 },
  ...more,
})

/** The same numbers each time. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * A board that changes while a viewer takes pages and hears news, the line being cut now and then: what the viewer has
 * is what stands. Orders are written late, numbers are shared, alarms go quiet, and many of one number come at once.
 */
test.each([1, 2, 3, 4])('changes between pages are neither lost nor applied twice (seed %i)', seed => {
  const any = chance(seed)
  const news = new News(seed, 0)
  const truth = new Map<number, StandingAlarm>()
  let number = 0
  const owed: number[] = []
  const put = (index: number, at: number): void => {
    const quiet = any(4) === 0
    const now = alarm(index, at, quiet ? { state: 'normal', active: false } : {})
    if ((truth.get(index)?.number ?? 0) > at) return
    if (quiet) truth.delete(index)
    else truth.set(index, now)
    news.add(now)
  }
  const change = (): void => {
    const kind = any(20)
    if (kind === 0) owed.push(++number)
    else if (kind === 1 && owed.length > 0) put(10_000 + any(50), owed.shift()!)
    else if (kind === 2) {
      // The journal is full: changes without a number of their own.
      news.forget()
      for (let k = any(500); k > 0; k--) put(any(1_200), number)
    } else put(any(1_200), ++number)
  }
  for (let k = 0; k < 2_000; k++) change()
  news.take()

  forgetAlarms()
  let cursor: Page['next'] = null
  const join = (): void => {
    const page = news.since(alarms.getState().have ?? undefined)
    cursor = page.next
    if (!hearAlarms(page.news)) forgetAlarms()
  }
  join()
  for (let k = 0; k < 2_000; k++) {
    const turn = any(10)
    if (turn < 6) change()
    else if (turn < 8 && cursor) {
      const page = news.page(cursor)
      cursor = page.next
      hearAlarms(page.news)
    } else if (turn === 8) {
      // The line is cut at any piece: what follows is not heard.
      const pieces = news.take()
      const cut = any(12) === 0 ? any(pieces.length + 1) : pieces.length
      let lost = cut < pieces.length
      for (const piece of pieces.slice(0, cut)) lost ||= !hearAlarms(piece)
      if (lost) join()
    } else if (any(40) === 0) join()
  }
  news.take()
  join()
  while (cursor) {
    const page: Page = news.page(cursor)
    cursor = page.next
    hearAlarms(page.news)
  }
  const { all, have } = alarms.getState()
  expect(have).toEqual({ epoch: news.epoch, number: news.number })
  expect(new Map([...all].sort())).toEqual(new Map([...truth].sort()))
})

test('what went quiet and is remembered no more makes the pages begin again', () => {
  const news = new News(1, 0)
  for (let k = 0; k < 40_000; k++) news.add(alarm(k, k + 1))
  const { next } = news.since(undefined)
  for (let k = 0; k < 20_000; k++) news.add(alarm(k, 50_000 + k, { state: 'normal', active: false }))
  expect(news.page(next!).news).toMatchObject({ snapshot: true, more: true, number: 69_999 })
})

test('long reasons make smaller pages, of news as well', () => {
  const news = new News(1, 0)
  for (let k = 0; k < 600; k++) news.add(alarm(k, k + 1, { by: '김 민준', reason: '가"\\'.repeat(166) }))
  const longest = (all: readonly AlarmNews[]) => Math.max(...all.map(each => JSON.stringify(each).length))
  expect(longest(news.take())).toBeLessThan(70_000)
  let page = news.since(undefined)
  const pages = [page.news]
  while (page.next) {
    page = news.page(page.next)
    pages.push(page.news)
  }
  expect(longest(pages)).toBeLessThan(70_000)
  expect(pages.flatMap(each => each.alarms)).toHaveLength(600)
})

test('50,000 standing alarms join in small messages within two seconds, while more come', async () => {
  const sensors = Array.from({ length: 6_250 }, (_, k) => asset('gasSensor', { id: `gas-${k}` }))
  const clock = new TestClock()
  const twin = await runTwin(clock, [], null, { site: smallSite(sensors) })
  open.push(() => twin.close())
  for (let point = 0; point < twin.points.count; point++) {
    twin.twin.apply(point, 90, clock.now(), QUALITY.good)
    if (point % 5_000 === 0) {
      await twin.alarms.journal.flush()
      twin.alarms.take()
    }
  }
  clock.advance(60_000)
  twin.tick()
  await twin.alarms.journal.flush()
  twin.alarms.take()
  const standing = twin.alarms.lives.size
  expect(standing).toBeGreaterThanOrEqual(50_000)

  for (const browser of [new Browser(twin.url), await loggedIn(twin, 'operator')]) {
    forgetAlarms()
    const socket = await browser.socket()
    open.push(() => socket.disconnect())
    let largest = 0
    socket.io.engine.on('data', (data: unknown) => {
      if (typeof data === 'string') largest = Math.max(largest, data.length)
    })
    socket.on('alarms:changed', hearAlarms)
    const done = new Promise<void>(resolve => {
      socket.on('alarms:page', (page: AlarmNews, taken: () => void) => {
        hearAlarms(page)
        taken()
        if (!page.more) resolve()
      })
    })
    const began = process.cpuUsage()
    const reply = await socket.emitWithAck('topics:watch', { topics: [] })
    expect(reply.value.alarms.alarms.length).toBeLessThanOrEqual(MOST_OF_PAGE)
    hearAlarms(reply.value.alarms)
    twin.twin.apply(twin.points.find('gas-3', 'combustible'), 0, clock.now(), QUALITY.good)
    twin.tick()
    await done
    const { user, system } = process.cpuUsage(began)
    const took = (user + system) / 1_000
    console.log(
      `${standing} alarms joined in ${Math.round(took)} ms of processor time, largest message ${largest} characters`,
    )
    // Of server and page together; processor time, so that other work on the machine does not count.
    expect(took).toBeLessThan(3_000)
    expect(largest).toBeLessThan(80 * 1024)
    await expect.poll(() => alarms.getState().all.size).toBe(twin.alarms.lives.size)
    await expect.poll(() => alarms.getState().have?.number).toBe(twin.alarms.news.number)
    expect(socket.connected).toBe(true)
    twin.twin.apply(twin.points.find('gas-3', 'combustible'), 90, clock.now(), QUALITY.good)
    twin.tick()
  }
  const browser = new Browser(twin.url)
  const seen = new Set<string>()
  let after: string | null = '0-0'
  while (after) {
    const { body } = await browser.send('GET', `/api/alarms?after=${after}`)
    for (const { asset: id, name, source } of body.alarms) seen.add(`${id} ${name} ${source}`)
    after = body.next
  }
  expect(seen.size).toBe(twin.alarms.lives.size)
}, 300_000)
