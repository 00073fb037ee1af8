import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { QUALITY } from '../../../models/quality.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { Browser, PASSWORD } from '../accounts/frontDoor.ts'
import { KEY, runTwin, TestClock } from '../fixture.ts'
import type { Running } from '../twinUnderTest.ts'
import { tempFolder } from './stand.ts'

const PM25 = { from: { datastream: 'd-1' }, to: { asset: 'airstation', point: 'pm25' } }
const PM10 = { from: { datastream: 'd-2' }, to: { asset: 'airstation', point: 'pm10' } }
const mappingOf = (...points: object[]) => ({ version: 1, points })

let folder: ReturnType<typeof tempFolder>
let home: string
let twin: Running
let engineer: Browser
beforeEach(async () => {
  folder = tempFolder()
  home = folder.path('kept/mapping.json')
  await begin({ mappingHome: home })
})
afterEach(async () => {
  await twin.close()
  folder.remove()
})

async function begin(more: object): Promise<void> {
  twin = await runTwin(new TestClock(), [], null, { credential: openCredential('', KEY), ...more })
  await twin.people.accounts.add('lee', 'engineer', PASSWORD)
  await twin.people.accounts.add('kim', 'operator', PASSWORD)
  engineer = new Browser(twin.url)
  await engineer.login('lee')
}

const put = (browser: Browser, mapping: unknown, was: string) =>
  browser.send('PUT', '/api/mapping', { mapping, was })
const written = async () => (await engineer.send('GET', '/api/mapping')).body

test('an engineer puts a mapping in force: into the file, the audit, and the doors at once', async () => {
  const first = await written()
  expect(first).toMatchObject({ mapping: mappingOf(), state: { file: home, entries: 0 } })
  expect(existsSync(home)).toBe(false)
  const one = await put(engineer, mappingOf(PM25), first.version)
  expect([one.status, one.body.state.entries]).toEqual([200, 1])
  expect(JSON.parse(readFileSync(home, 'utf8'))).toEqual(mappingOf(PM25))
  const sent = await fetch(`${twin.url}/sta/v1.1/Observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Datastream: { '@iot.id': 'd-1' }, result: 31 }),
  })
  const i = twin.points.find('airstation', 'pm25')
  expect([sent.status, twin.twin.values[i], twin.twin.quality[i]]).toEqual([201, 31, QUALITY.good])
  const two = await put(engineer, mappingOf(PM25, PM10), one.body.version)
  expect(two.status).toBe(200)
  expect(JSON.parse(readFileSync(`${home}.before`, 'utf8'))).toEqual(mappingOf(PM25))
  const acts = await twin.store.db
    .selectFrom('audit')
    .selectAll()
    .where('what', '=', 'mapping:edit')
    .execute()
  expect(acts.map(({ name, target, after }) => [name, target, JSON.parse(String(after))])).toEqual([
    ['lee', home, { lines: 1, changed: 1, named: [PM25] }],
    ['lee', home, { lines: 2, changed: 1, named: [PM10] }],
  ])
})

test('a mapping that is not right, or made from an old one, changes nothing and says why', async () => {
  const { version } = await written()
  const wrong = await put(engineer, mappingOf({ ...PM25, to: { asset: 'nowhere', point: 'pm25' } }), version)
  expect([wrong.status, wrong.body.code]).toEqual([400, 'mappingWrong'])
  expect(wrong.body.params.why).toMatch(/points\[0\]\.to\.asset: no asset nowhere/)
  expect((await put(engineer, mappingOf(PM25), version)).status).toBe(200)
  const late = await put(engineer, mappingOf(PM10), version)
  expect([late.status, late.body.code]).toEqual([409, 'mappingOvertaken'])
  expect((await written()).mapping).toEqual(mappingOf(PM25))
})

test('nobody but an engineer or admin reads or changes it', async () => {
  const { version } = await written()
  const operator = new Browser(twin.url)
  await operator.login('kim')
  for (const browser of [operator, new Browser(twin.url)]) {
    expect([401, 403]).toContain((await browser.send('GET', '/api/mapping')).status)
    expect([401, 403]).toContain((await put(browser, mappingOf(PM25), version)).status)
  }
  expect(existsSync(home)).toBe(false)
})

test('a file that is named is the one that is changed, by hand or on the screen', async () => {
  await twin.close()
  const file = folder.path('named.json')
  writeFileSync(file, JSON.stringify(mappingOf(PM10)))
  await begin({ mapping: file, mappingHome: home })
  const { version, mapping } = await written()
  expect(mapping).toEqual(mappingOf(PM10))
  expect((await put(engineer, mappingOf(PM25), version)).status).toBe(200)
  expect([JSON.parse(readFileSync(file, 'utf8')), existsSync(home)]).toEqual([mappingOf(PM25), false])
  writeFileSync(file, JSON.stringify(mappingOf(PM25, PM10)))
  await expect.poll(async () => (await written()).state.entries, { timeout: 5_000 }).toBe(2)
})

test('without a place for it the screen is told so', async () => {
  await twin.close()
  await begin({})
  const { version } = await written()
  const answer = await put(engineer, mappingOf(PM25), version)
  expect([answer.status, answer.body.code]).toEqual([409, 'mappingHomeless'])
})

test('a metric of Sparkplug is tried as well', async () => {
  const from = { sparkplug: { group: 'g', node: 'n', metric: 'Dust/PM2.5' } }
  const { body } = await engineer.send('POST', '/api/mapping/try', {
    mapping: mappingOf({ ...PM25, from, scale: 2 }),
    message: { ...from, value: 20 },
  })
  expect(body.tried).toMatchObject([{ asset: 'airstation', point: 'pm25', value: 40, at: 'arrival' }])
})
