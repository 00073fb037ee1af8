import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyFrame, type FrameState, frameState, readHead } from '../../models/frame.ts'
import { numberPoints } from '../../models/points.ts'
import { QUALITY } from '../../models/quality.ts'
import { sightOf } from '../../models/sight.ts'
import type { Have } from '../../models/wire.ts'
import { Ticker } from '../../server/net/ticker.ts'
import { Twin } from '../../server/twin/twin.ts'
import { asset, NOON, smallSite } from './fixture.ts'

/** One asset per id, all in the topic `environment`. */
const site = smallSite(Array.from({ length: 40 }, (_, i) => asset('airStation', { id: `air-${i}` })))
const points = numberPoints(site.assets)
const inflate = (body: Uint8Array, limit: number) => inflateRawSync(body, { maxOutputLength: limit })

/** A viewer that takes frames as the client does: deltas in order only, whole frames always. */
class Taker {
  readonly state: FrameState
  have: Have | undefined
  constructor(resolution: Float64Array) {
    this.state = frameState(resolution)
  }
  take(frame: Uint8Array): void {
    const { full, channel, epoch, seq } = readHead(frame)
    if (!full && (this.have?.epoch !== epoch || seq !== this.have.seq + 1)) return
    applyFrame(frame, this.state, inflate)
    this.have = { channel, epoch, seq }
  }
}

test('whoever misses frames, however many, is brought to the same values as who missed none', () => {
  const step = fc.record({
    writes: fc.array(fc.tuple(fc.nat(points.count - 1), fc.integer({ min: 0, max: 90 })), { maxLength: 12 }),
    /** Which of three viewers hears this tick; the others are healed when they next do. */
    hears: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), steps => {
      const twin = new Twin(points)
      let frames: Uint8Array[] = []
      const ticker = new Ticker(twin, 7, sightOf(site, points).hiddenPoints, (_, frame) => frames.push(frame))
      const channel = ticker.channelOf(points.topic[0]!, 'public')
      const all = new Taker(twin.steps)
      for (const frame of ticker.heal(channel, undefined, NOON)) all.take(frame)
      const some = [0, 1, 2].map(() => new Taker(twin.steps))
      for (const { writes, hears } of steps) {
        for (const [point, value] of writes) twin.apply(point, value, NOON, QUALITY.good)
        frames = []
        ticker.tick(NOON)
        for (const frame of frames) all.take(frame)
        some.forEach((viewer, k) => {
          if (hears[k]) for (const frame of ticker.heal(channel, viewer.have, NOON)) viewer.take(frame)
        })
      }
      for (const viewer of some) {
        for (const frame of ticker.heal(channel, viewer.have, NOON)) viewer.take(frame)
        expect(viewer.state.steps).toEqual(all.state.steps)
        expect(viewer.state.quality).toEqual(all.state.quality)
        expect(viewer.have?.seq).toBe(ticker.standing(channel).seq)
      }
    }),
    { numRuns: 200 },
  )
})

test('a merged frame holds what moved since and nothing else, and is encoded once for all who missed as much', () => {
  const twin = new Twin(points)
  const ticker = new Ticker(twin, 7, sightOf(site, points).hiddenPoints, () => undefined)
  const channel = ticker.channelOf(points.topic[0]!, 'public')
  for (let n = 0; n < 30; n++) {
    twin.apply(n % 3, n, NOON + n, QUALITY.good)
    ticker.tick(NOON + n)
  }
  const [merged] = ticker.heal(channel, { channel, epoch: 7, seq: 20 }, NOON)
  expect(readHead(merged!)).toMatchObject({ full: true, seq: 30, count: 3 })
  expect(ticker.heal(channel, { channel, epoch: 7, seq: 20 }, NOON)[0]).toBe(merged)
  expect(readHead(ticker.heal(channel, undefined, NOON)[0]!).count).toBe(points.count)
  expect(ticker.heal(channel, { channel, epoch: 8, seq: 20 }, NOON)[0]).toBe(
    ticker.heal(channel, undefined, NOON)[0],
  )
})

test('a thousand viewers who come between two ticks cost one snapshot, and no frame for those who are there', () => {
  const twin = new Twin(points)
  let sent = 0
  const ticker = new Ticker(twin, 7, sightOf(site, points).hiddenPoints, () => sent++)
  const channel = ticker.channelOf(points.topic[0]!, 'public')
  const snapshots = new Set<Uint8Array>()
  for (let n = 0; n < 1_000; n++) {
    twin.apply(n % points.count, n % 90, NOON + n, QUALITY.good)
    for (const frame of ticker.heal(channel, undefined, NOON + n)) snapshots.add(frame)
  }
  expect(snapshots.size).toBe(1)
  expect(sent).toBe(1)
  ticker.tick(NOON + 1_000)
  expect(sent).toBe(2)
})
