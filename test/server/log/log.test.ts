import { afterEach, expect, test } from 'vitest'
import { logs, type TestLog } from './logs.ts'

const open: TestLog[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

const text = (frame: Uint8Array): string => new TextDecoder().decode(frame)
const bytes = (word: string): Uint8Array => new TextEncoder().encode(word)

test.each(logs)('%s: who follows hears a shard in order, and only that shard', async (_, start) => {
  const { log, again } = await keep(start)
  const heard: [number, string][] = []
  const other = await again()
  const first = await log.append('live-0', bytes('before'))
  await other.subscribe('live-0', 1, (seq, frame) => void heard.push([seq, text(frame)]))
  const seqs = [first]
  for (let k = 0; k < 50; k++) {
    seqs.push(await log.append('live-0', bytes(`frame ${k}`), k % 10 === 0))
    await log.append('live-1', bytes('elsewhere'))
  }
  await expect.poll(() => heard.length).toBe(51)
  expect(heard.map(([seq]) => seq)).toEqual(seqs)
  expect(heard.map(([, word]) => word)).toEqual(['before', ...seqs.slice(1).map((__, k) => `frame ${k}`)])
})

test.each(logs)(
  '%s: the newest whole frame and what follows it bring a newcomer up to date',
  async (_, start) => {
    const { log, again } = await keep(start)
    expect(await log.snapshot('live-0')).toBeNull()
    await log.append('live-0', bytes('old whole'), true)
    await log.append('live-0', bytes('old delta'))
    const seq = await log.append('live-0', bytes('whole'), true)
    await log.append('live-0', bytes('delta'))
    const newcomer = await again()
    const found = await newcomer.snapshot('live-0')
    expect([found?.seq, text(found!.frame)]).toEqual([seq, 'whole'])
    const heard: string[] = []
    await newcomer.subscribe('live-0', seq + 1, (__, frame) => void heard.push(text(frame)))
    await expect.poll(() => heard).toEqual(['delta'])
  },
)

test.each(logs)('%s: who has ended a subscription hears no more', async (_, start) => {
  const { log } = await keep(start)
  const heard: string[] = []
  const [stays, goes] = [[], heard] as [string[], string[]]
  await log.subscribe('live-0', 1, (__, frame) => void stays.push(text(frame)))
  const stop = await log.subscribe('live-0', 1, (__, frame) => void goes.push(text(frame)))
  await log.append('live-0', bytes('one'))
  await expect.poll(() => [stays.length, goes.length]).toEqual([1, 1])
  stop()
  await log.append('live-0', bytes('two'))
  await expect.poll(() => stays.length).toBe(2)
  expect(goes).toEqual(['one'])
})

test.each(logs)('%s: a name that is no shard is refused', async (_, start) => {
  const { log } = await keep(start)
  for (const name of ['', 'a.b', '>', 'live *', 'x'.repeat(41)])
    await expect(async () => log.append(name, bytes('x'))).rejects.toThrow(RangeError)
})

async function keep(start: () => Promise<TestLog>): Promise<TestLog> {
  const started = await start()
  open.push(started)
  return started
}
