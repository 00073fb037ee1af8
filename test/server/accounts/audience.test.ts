import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { applyFrame, frameState, readHead } from '../../../models/frame.ts'
import { numberPoints, topicIndex } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { sightOf } from '../../../models/sight.ts'
import { Ticker } from '../../../server/net/ticker.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset, NOON, smallSite } from '../fixture.ts'

const inflate = (body: Uint8Array, limit: number) => inflateRawSync(body, { maxOutputLength: limit })

/** A twin with cameras (restricted) and gas detectors in one topic, and what each audience has been sent. */
function watched(wanted?: () => boolean) {
  const site = smallSite([asset('gasSensor'), asset('camera'), asset('airStation')])
  const points = numberPoints(site.assets)
  const twin = new Twin(points)
  const sent: { channel: number; frame: Uint8Array }[] = []
  const ticker = new Ticker(
    twin,
    7,
    sightOf(site, points).hiddenPoints,
    (channel, frame) => sent.push({ channel, frame }),
    wanted,
  )
  const control = topicIndex('control')
  return {
    twin,
    points,
    ticker,
    sent,
    control,
    staff: ticker.channelOf(control, 'staff'),
    gas: points.first[0]!,
    camera: points.first[1]!,
    air: points.first[2]!,
    read: (frames: Uint8Array[]) => {
      const state = frameState(twin.steps)
      for (const frame of frames) applyFrame(frame, state, inflate)
      return state
    },
  }
}

test('no frame to the public carries a restricted point, full or delta; the staff gets all', () => {
  const { twin, ticker, sent, control, staff, gas, camera, read, points } = watched()
  for (let n = 0; n < 20; n++) {
    twin.apply(gas, n, NOON + n, QUALITY.good)
    twin.apply(camera, n % 2, NOON + n, QUALITY.good)
    ticker.tick(NOON + n)
  }
  const open = sent.filter(({ channel }) => channel === control).map(({ frame }) => frame)
  const all = sent.filter(({ channel }) => channel === staff).map(({ frame }) => frame)
  expect([open.length, all.length]).toEqual([20, 20])
  for (const frames of [open, ticker.heal(control, undefined, NOON)]) {
    const touched = new Set(frames.flatMap(frame => [...applyFrame(frame, frameState(twin.steps), inflate)]))
    for (const i of touched) expect(points.asset[i]).toBe(0)
    expect(read(frames).values[gas]).toBeCloseTo(19)
    expect(read(frames).quality[camera]).toBe(QUALITY.none)
  }
  expect(read(all).values[camera]).toBe(1)
  expect(read(ticker.heal(staff, undefined, NOON)).values[camera]).toBe(1)
})

test('when only restricted points change, the public gets nothing at all', () => {
  const { twin, ticker, sent, staff, camera } = watched()
  twin.apply(camera, 1, NOON, QUALITY.good)
  ticker.tick(NOON)
  expect(sent.map(({ channel }) => channel)).toEqual([staff])
})

test('what a viewer has of the public channel is no base for the deltas of the staff', () => {
  const { twin, ticker, sent, control, staff, gas } = watched()
  twin.apply(gas, 5, NOON, QUALITY.good)
  ticker.tick(NOON)
  const { epoch, seq } = readHead(sent.find(({ channel }) => channel === control)!.frame)
  expect(ticker.heal(control, { channel: control, epoch, seq }, NOON)).toEqual([])
  const [healing] = ticker.heal(staff, { channel: control, epoch, seq }, NOON)
  expect(readHead(healing!).full).toBe(true)
})

test('a topic without restricted points is encoded once for everybody', () => {
  const { twin, ticker, sent, air } = watched()
  const environment = topicIndex('environment')
  expect(ticker.channelOf(environment, 'staff')).toBe(ticker.channelOf(environment, 'public'))
  twin.apply(air, 5, NOON, QUALITY.good)
  ticker.tick(NOON)
  expect(sent.length).toBe(1)
})

test('while nobody of the staff watches nothing is encoded for them; who comes gets a full frame and true deltas', () => {
  let here = true
  const { twin, ticker, sent, staff, camera, gas, read } = watched(() => here)
  const step = (value: number) => {
    twin.apply(camera, value, NOON, QUALITY.good)
    twin.apply(gas, value * 10, NOON, QUALITY.good)
    ticker.tick(NOON)
  }
  step(1)
  const { epoch, seq } = readHead(sent.find(({ channel }) => channel === staff)!.frame)
  here = false
  step(2)
  step(0)
  expect(sent.filter(({ channel }) => channel === staff).length).toBe(1)
  const healing = ticker.heal(staff, { channel: staff, epoch, seq }, NOON)
  expect(healing.map(frame => readHead(frame).full)).toEqual([true])
  here = true
  step(2)
  const last = sent.filter(({ channel }) => channel === staff).at(-1)!.frame
  expect(readHead(last).seq).toBe(readHead(healing[0]!).seq + 1)
  const { values } = read([...healing, last])
  expect([values[camera], values[gas]]).toEqual([2, 20])
})
