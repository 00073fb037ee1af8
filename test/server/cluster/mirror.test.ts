import { expect, test } from 'vitest'
import type { StandingAlarm } from '../../../models/alarm.ts'
import type { AlarmNews } from '../../../models/alarmOrder.ts'
import { AlarmMirror } from '../../../server/cluster/AlarmMirror.ts'
import { type OwnerWord, readWord, writeWord } from '../../../server/cluster/OwnerWord.ts'
import { NOON } from '../fixture.ts'

const alarm = (
  point: number,
  number: number,
  state: StandingAlarm['state'] = 'unacknowledged',
): StandingAlarm => ({
  point,
  source: 'level',
  severity: 2,
  cause: 'high',
  value: 1,
  since: NOON,
  trip: { cause: 'high', severity: 2, value: 1, at: NOON, limit: 1 },
  simulated: false,
  state,
  active: state !== 'normal',
  number,
  first: false,
  until: null,
  by: null,
  reason: null,
})

const news = (number: number, alarms: StandingAlarm[], snapshot = false, epoch = 7): AlarmNews => ({
  epoch,
  number,
  snapshot,
  alarms,
})
let beats = 0
const word = (run: number, n: number, told?: AlarmNews): OwnerWord => ({
  run,
  beat: ++beats,
  n,
  url: 'http://owner',
  ...(told && { news: told }),
})

/** A mirror whose owner answers with these words in turn. */
function mirrorOf(...answers: OwnerWord[]): AlarmMirror {
  return new AlarmMirror(async () => {
    const answer = answers.shift()
    if (!answer) throw new Error('no owner')
    return answer
  })
}

const points = (mirror: AlarmMirror): number[] =>
  mirror.since(undefined).news.alarms.map(({ point }) => point)

test('before an owner speaks a mirror shows what the journal says, and then what the owner does', async () => {
  const mirror = mirrorOf(word(1, 4, news(10, [alarm(1, 10)], true)))
  mirror.begin({ number: 9, alarms: [alarm(5, 8), alarm(6, 9)] })
  expect(points(mirror)).toEqual([5, 6])
  expect(mirror.take()).toMatchObject([{ snapshot: true, number: 9 }])
  expect(mirror.url).toBeNull()
  mirror.hear(word(1, 4), NOON)
  await expect.poll(() => points(mirror)).toEqual([1])
  expect(mirror.take()).toMatchObject([{ snapshot: true, epoch: 7, number: 10 }])
  mirror.begin({ number: 9, alarms: [] })
  expect(points(mirror)).toEqual([1])
})

test('a mirror asks once, follows by numbers, and asks again only when one is missing', async () => {
  const mirror = mirrorOf(
    word(1, 4, news(10, [alarm(1, 10)], true)),
    word(1, 9, news(30, [alarm(9, 30)], true)),
  )
  mirror.hear(word(1, 4), NOON)
  await expect.poll(() => points(mirror)).toEqual([1])
  expect(mirror.take()).toMatchObject([{ snapshot: true, number: 10 }])
  mirror.hear(word(1, 5, news(11, [alarm(2, 11)])), NOON)
  mirror.hear(word(1, 5), NOON)
  mirror.hear(word(1, 6, news(12, [alarm(1, 12, 'normal')])), NOON)
  expect(points(mirror)).toEqual([2])
  expect(mirror.take().flatMap(({ alarms }) => alarms.map(({ number }) => number))).toEqual([11, 12])
  expect(mirror.since({ epoch: 7, number: 11 }).news).toMatchObject({
    snapshot: false,
    alarms: [{ number: 12 }],
  })
  expect(mirror.asked).toBe(1)
  mirror.hear(word(1, 9), NOON)
  await expect.poll(() => points(mirror)).toEqual([9])
  expect(mirror.take()).toMatchObject([{ snapshot: true, number: 30 }])
  expect(mirror.asked).toBe(2)
})

test('words that come while all alarms are on their way are not lost', async () => {
  const mirror = mirrorOf(word(1, 4, news(10, [alarm(1, 10)], true)))
  mirror.hear(word(1, 4), NOON)
  mirror.hear(word(1, 5, news(11, [alarm(2, 11)])), NOON)
  await expect.poll(() => points(mirror)).toEqual([1, 2])
  expect(mirror.asked).toBe(1)
})

test('an owner whose term is over is not heard, and the next one’s alarms replace the last one’s', async () => {
  const mirror = mirrorOf(
    word(1, 0, news(10, [alarm(1, 10)], true)),
    word(2, 0, news(12, [alarm(3, 12)], true, 8)),
  )
  mirror.hear(word(1, 0), NOON)
  await expect.poll(() => points(mirror)).toEqual([1])
  mirror.hear(word(2, 0), NOON + 1)
  await expect.poll(() => points(mirror)).toEqual([3])
  mirror.hear(word(1, 1, news(11, [alarm(2, 11)])), NOON + 2)
  expect(points(mirror)).toEqual([3])
  expect(mirror).toMatchObject({ run: 2, heardAt: NOON + 1 })
})

test('an owner that does not answer is asked again with its next word', async () => {
  const mirror = mirrorOf()
  mirror.hear(word(1, 0), NOON)
  await expect.poll(() => mirror.asked).toBe(1)
  await new Promise(resolve => setImmediate(resolve))
  mirror.hear(word(1, 0), NOON)
  expect(mirror.asked).toBe(2)
})

test('a word survives its way, and bytes that are none are refused', () => {
  const said = word(3, 1, news(2, [alarm(5, 2)]))
  expect(readWord(writeWord(said))).toEqual(said)
  expect(() => readWord(new Uint8Array([1, 2, 3]))).toThrow()
  expect(() => readWord(writeWord({ ...said, run: -1 }))).toThrow()
  expect(() =>
    readWord(writeWord({ ...said, news: { ...said.news!, alarms: [{} as StandingAlarm] } })),
  ).toThrow()
})
