import { inflateRawSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { applyFrame, frameState, readHead } from '../../../models/frame.ts'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { Relay } from '../../../server/cluster/Relay.ts'
import { Ticker } from '../../../server/net/ticker.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { NOON, smallSite } from '../fixture.ts'
import { logs, type TestLog } from '../log/logs.ts'

const open: TestLog[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const points = numberPoints(smallSite().assets)
const topic = points.topic[0]!
const members = Uint32Array.from({ length: points.count }, (_, i) => i).filter(i => points.topic[i] === topic)
const resolution = Float64Array.from(points.spec, spec => spec.resolution)
const inflate = (body: Uint8Array) => new Uint8Array(inflateRawSync(body))

/** A real owner: twin and ticker of an epoch, whose frames of one topic go to `send`. */
function owner(epoch: number, send: (frame: Uint8Array) => void) {
  const twin = new Twin(points)
  const ticker = new Ticker(twin, epoch, new Uint8Array(points.count), (channel, frame) => {
    if (channel === topic) send(frame)
  })
  let n = 0
  const tick = (): void => {
    n++
    for (const [k, i] of members.entries())
      if ((n + k) % 3 !== 0)
        twin.apply(i, resolution[i]! * (n * 7 + k * 1_000_003), NOON + n * 1000, QUALITY.good)
    ticker.tick(NOON + n * 1000)
  }
  return { twin, tick, whole: () => ticker.heal(topic, undefined, NOON)[0]! }
}

/** What a viewer shows after these frames. */
function shown(frames: readonly Uint8Array[]) {
  const state = frameState(resolution)
  for (const frame of frames) applyFrame(frame, state, inflate)
  return { steps: [...state.steps], quality: [...state.quality], times: [...state.times] }
}

test('a whole frame of the copy and the owner’s next deltas show what the owner’s own frames show', () => {
  const relay = new Relay(points, topic, members)
  const sent: Uint8Array[] = []
  const plant = owner(100, frame => sent.push(frame))
  expect(relay.heal(undefined, NOON)).toEqual([])
  plant.tick()
  expect(relay.take(plant.whole())).toBe('new')
  for (let k = 0; k < 20; k++) plant.tick()
  for (const frame of sent.slice(1, 15)) expect(relay.take(frame)).toBe('new')
  const late = relay.heal(undefined, NOON)
  expect(readHead(late[0]!)).toMatchObject({ full: true, epoch: 100, seq: 15, channel: topic })
  expect(shown([...late, ...sent.slice(15)])).toEqual(shown([plant.whole()]))
})

test('bytes for who keeps up are the owner’s own, and a viewer is healed by the deltas it missed', () => {
  const relay = new Relay(points, topic, members)
  const sent: Uint8Array[] = []
  const plant = owner(100, frame => sent.push(frame))
  relay.take(plant.whole())
  for (let k = 0; k < 80; k++) plant.tick()
  for (const frame of sent) relay.take(frame)
  expect(relay.heal({ channel: topic, epoch: 100, seq: 80 }, NOON)).toEqual([])
  const healed = relay.heal({ channel: topic, epoch: 100, seq: 77 }, NOON)
  expect(healed).toHaveLength(3)
  for (const [k, frame] of healed.entries()) expect(frame).toBe(sent[77 + k])
  for (const have of [
    { channel: topic, epoch: 100, seq: 3 },
    { channel: topic, epoch: 99, seq: 79 },
    { channel: topic, epoch: 100, seq: 81 },
    { channel: topic + 6, epoch: 100, seq: 80 },
  ])
    expect(relay.heal(have, NOON).map(frame => readHead(frame).full)).toEqual([true])
})

test('a lost frame is a gap until the next whole one; a term that is over is not heard', () => {
  const relay = new Relay(points, topic, members)
  const sent: Uint8Array[] = []
  const plant = owner(100, frame => sent.push(frame))
  relay.take(plant.whole())
  for (let k = 0; k < 5; k++) plant.tick()
  expect(relay.take(sent[0]!)).toBe('new')
  expect(relay.take(sent[0]!)).toBe('old')
  expect(relay.take(sent[2]!)).toBe('gap')
  expect([relay.isBroken, relay.take(sent[3]!)]).toEqual([true, 'gap'])
  expect(relay.take(plant.whole())).toBe('new')
  const next = owner(101, () => undefined)
  next.tick()
  expect(relay.take(next.whole())).toBe('new')
  plant.tick()
  expect([relay.take(sent.at(-1)!), relay.take(plant.whole())]).toEqual(['old', 'old'])
  expect([relay.epoch, relay.isBroken]).toEqual([101, false])
})

test('bytes that are no frame are refused and the next whole frame heals', () => {
  const relay = new Relay(points, topic, members)
  const sent: Uint8Array[] = []
  const plant = owner(100, frame => sent.push(frame))
  relay.take(plant.whole())
  plant.tick()
  expect(() => relay.take(new Uint8Array(40))).toThrow(RangeError)
  expect(() => relay.take(sent[0]!.slice(0, 26))).toThrow()
  expect(relay.isBroken).toBe(true)
  expect(relay.take(plant.whole())).toBe('new')
  expect(shown(relay.heal(undefined, NOON))).toEqual(shown([plant.whole()]))
})

test.each(logs)(
  '%s: a gateway that follows through the log shows what the owner has, over a change of owners',
  async (_, start) => {
    const made = await start()
    open.push(made)
    const follower = await made.again()
    const relay = new Relay(points, topic, members)
    const sends: Promise<number>[] = []
    const send = (frame: Uint8Array) => sends.push(made.log.append('live-0', frame))
    const first = owner(100, send)
    await made.log.append('live-0', first.whole(), true)
    for (let k = 0; k < 10; k++) first.tick()
    const snapshot = (await follower.snapshot('live-0'))!
    relay.take(snapshot.frame)
    await follower.subscribe('live-0', snapshot.seq + 1, (__, frame) => void relay.take(frame))
    await expect.poll(() => relay.seq).toBe(10)
    const second = owner(101, send)
    await made.log.append('live-0', second.whole(), true)
    for (let k = 0; k < 7; k++) second.tick()
    await Promise.all(sends)
    await expect.poll(() => [relay.epoch, relay.seq]).toEqual([101, 7])
    expect(shown(relay.heal(undefined, NOON))).toEqual(shown([second.whole()]))
  },
)
