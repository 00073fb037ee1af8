import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Anchoring } from '../../../server/audit/Anchoring.ts'
import { addAnchor, readAnchors } from '../../../server/audit/anchorFile.ts'
import { readAnchor } from '../../../server/audit/anchorLine.ts'
import type { Heads } from '../../../server/audit/chains.ts'
import { NO_HASH } from '../../../server/chainHash.ts'
import { TestClock } from '../fixture.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  file = join(folder, 'sub', 'anchors.txt')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hash = (n: number) => n.toString(16).padStart(64, '0')
const heads = (n: number): Heads => ({
  audit: { number: 1, hash: hash(1) },
  alarm_journal: { number: n, hash: hash(n) },
  record_change: { number: 0, hash: NO_HASH },
})

test('what has grown is noted down at each look and at the end, and only then', async () => {
  const clock = new TestClock()
  let now = heads(5)
  const told: string[] = []
  const anchoring = new Anchoring(
    async () => now,
    { file },
    clock,
    line => void told.push(line),
  )
  const end = anchoring.begin(() => true)
  const numbers = async () =>
    (await readAnchors(file)).anchors.map(({ table, number }) => `${table} ${number}`)
  await expect.poll(() => told.length).toBe(1)
  expect(await numbers()).toEqual(['audit 1', 'alarm_journal 5'])
  clock.advance(60_000)
  await anchoring.note()
  expect(told.length).toBe(1)
  now = heads(8)
  clock.advance(60_000)
  await expect.poll(() => told.length).toBe(2)
  now = heads(9)
  await end()
  const { anchors, until } = await readAnchors(file)
  expect(anchors.slice(2).map(({ number }) => number)).toEqual([8, 9])
  expect(until).toBe(new Date(clock.now()).toISOString())
  expect(told).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n'))
  expect(anchoring.fault).toBeNull()
})

test('a process that may not write notes nothing down', async () => {
  const end = new Anchoring(async () => heads(5), { file }, new TestClock()).begin(() => false)
  await end()
  expect((await readAnchors(file)).anchors).toEqual([])
})

test('an edited, a removed and a moved line show; a half line of a power cut does not count', async () => {
  for (let n = 1; n <= 4; n++) await addAnchor(file, { alarm_journal: { number: n, hash: hash(n) } }, n)
  const whole = readFileSync(file, 'utf8')
  const lines = whole.trimEnd().split('\n')
  expect((await readAnchors(file)).anchors.length).toBe(4)
  const put = (changed: string[]) => writeFileSync(file, `${changed.join('\n')}\n`)
  put([lines[0]!, lines[1]!.replace('=2:', '=3:'), lines[2]!, lines[3]!])
  await expect(readAnchors(file)).rejects.toThrow(/anchors.txt line 2 is no anchor/)
  put([lines[0]!, lines[2]!, lines[3]!])
  await expect(readAnchors(file)).rejects.toThrow(/line 2 .* taken out/)
  put([lines[1]!, lines[2]!, lines[3]!])
  await expect(readAnchors(file)).rejects.toThrow(/line 1/)
  put([lines[0]!, lines[2]!, lines[1]!, lines[3]!])
  await expect(readAnchors(file)).rejects.toThrow(/line 2/)
  put([...lines, 'rubbish'])
  await expect(readAnchors(file)).rejects.toThrow(/line 5/)
  writeFileSync(file, whole)
  truncateSync(file, whole.length - 20)
  expect((await readAnchors(file)).anchors.length).toBe(3)
  await addAnchor(file, { alarm_journal: { number: 9, hash: hash(9) } }, 9)
  expect((await readAnchors(file)).anchors.map(({ number }) => number)).toEqual([1, 2, 3, 9])
})

test('lines of older programs count for the audit and are sealed by what follows', async () => {
  await addAnchor(file, {}, 0)
  writeFileSync(file, [1, 2].map(n => `${n}:${hash(n)} 2026-01-0${n}T00:00:00.000Z\n`).join(''))
  await addAnchor(file, { alarm_journal: { number: 7, hash: hash(7) } }, 7)
  expect((await readAnchors(file)).anchors.map(({ table, number }) => [table, number])).toEqual([
    ['audit', 1],
    ['audit', 2],
    ['alarm_journal', 7],
  ])
  writeFileSync(file, readFileSync(file, 'utf8').replace('2026-01-01', '2026-01-03'))
  await expect(readAnchors(file)).rejects.toThrow(/line 3/)
  expect(readAnchor('1:abc')).toBeNull()
  expect(readAnchor(`nothing=1:${hash(1)}`)).toBeNull()
})

test('a webhook gets each line, and the newest again after it was away', async () => {
  const got: string[] = []
  let status = 500
  const keeper = createServer((request, response) => {
    let body = ''
    request.on('data', piece => (body += piece))
    request.on('end', () => {
      if (status === 200) got.push(body)
      response.writeHead(status).end()
    })
  })
  await new Promise<void>(done => keeper.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(keeper.address() as AddressInfo).port}/anchors`
  const anchoring = new Anchoring(async () => heads(5), { file, url }, new TestClock())
  await anchoring.note()
  expect(anchoring.fault).toMatch(/answered an anchor with 500/)
  status = 200
  await anchoring.note()
  await anchoring.note()
  expect(anchoring.fault).toBeNull()
  expect(got).toEqual([readFileSync(file, 'utf8')])
  await new Promise(done => keeper.close(done))
})
