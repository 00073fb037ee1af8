import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { QUALITY } from '../../models/quality.ts'
import { Browser, loggedIn } from './accounts/frontDoor.ts'
import { runTwin, TestClock } from './fixture.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

test('the first line of health says when the journal is not written, and that it is again', async () => {
  const clock = new TestClock()
  let connected = true
  const source = {
    name: 'mqtt',
    start: () => () => undefined,
    state: () => ({ connected, lastError: connected ? null : 'the broker refused the login' }),
  }
  const twin = await runTwin(clock, [source])
  open.push(() => twin.close())
  const health = async () => (await new Browser(twin.url).send('GET', '/api/health')).body
  expect(await health()).toMatchObject({ status: 'ok', reasons: [] })
  await sql`ALTER TABLE alarm_journal RENAME TO alarm_journal_away`.execute(twin.store.db)
  twin.twin.apply(twin.points.find('gassensor', 'combustible'), 90, clock.now(), QUALITY.good)
  await twin.alarms.journal.flush()
  connected = false
  const bad = await new Browser(twin.url).send('GET', '/api/health')
  expect(bad.status).toBe(200)
  expect(bad.body.status).toBe('degraded')
  expect(bad.body.reasons).toEqual([
    expect.stringMatching(/^journal: .*1 rows wait/),
    'mqtt: the broker refused the login',
  ])
  await sql`ALTER TABLE alarm_journal_away RENAME TO alarm_journal`.execute(twin.store.db)
  connected = true
  await twin.alarms.journal.flush()
  expect(await health()).toMatchObject({ status: 'ok', reasons: [] })
})

test('an action that could not be recorded shows in health until one is, and its text is kept as it can be read', async () => {
  const twin = await runTwin(new TestClock())
  open.push(() => twin.close())
  const admin = await loggedIn(twin, 'admin')
  const health = async () => (await new Browser(twin.url).send('GET', '/api/health')).body
  const add = (name: string) =>
    admin.send('POST', '/api/accounts', { name, role: 'operator', password: 'a few words together' })
  await sql`ALTER TABLE audit RENAME TO audit_away`.execute(twin.store.db)
  expect((await add('kim')).status).toBe(503)
  expect(await health()).toMatchObject({ status: 'degraded', reasons: [expect.stringMatching(/^audit: /)] })
  await sql`ALTER TABLE audit_away RENAME TO audit`.execute(twin.store.db)
  expect((await add('kim')).status).toBe(201)
  expect(await health()).toMatchObject({ status: 'ok' })
  for (const reason of ['a\u0000b', 'half \ud83d'])
    expect((await admin.send('PATCH', '/api/accounts/kim', { disabled: true, reason })).status).toBe(400)
})
