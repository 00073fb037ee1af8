import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { drill } from '../../../server/backup/drill.ts'
import { openCredential } from '../../../server/ingest/credential.ts'
import { runNode } from '../../../server/runNode.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { SEAL } from '../backup/sealed.ts'
import { KEY, smallSite, TestClock } from '../fixture.ts'
import { type Running, startTwin } from '../twinUnderTest.ts'

const SOON = { timeout: 20_000, interval: 20 }
const HOUR = 3_600_000
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A twin on a data folder, with anchors each minute and a backup each hour. */
async function begin(data: string): Promise<{ twin: Running; clock: TestClock }> {
  const clock = new TestClock()
  const twin = await startTwin({
    site: smallSite(),
    clock,
    sources: [],
    credential: openCredential('', KEY),
    folders: { client: null, world: null },
    host: '127.0.0.1',
    port: 0,
    version: '0',
    store: join(data, 'twin.db'),
    anchors: { file: join(data, 'audit-anchors.txt'), every: 60_000 },
    backups: { folder: join(data, 'backups'), everyHours: 1, keep: 2, seal: SEAL, encrypt: true },
  })
  ends.push(() => twin.close())
  return { twin, clock }
}

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'kept-'))
  ends.push(() => rmSync(data, { recursive: true, force: true }))
  return data
}

/** `npm run audit -- verify`: what it says, and whether it holds. */
async function verify(data: string, ...more: string[]): Promise<{ holds: boolean; said: string }> {
  const said: string[] = []
  const args = ['--import', 'tsx', 'server/audit/command.ts', 'verify', '--data', data, ...more]
  const holds = await runNode(args, line => said.push(line)).then(
    () => true,
    (error: Error) => {
      said.push(error.message)
      return false
    },
  )
  return { holds, said: said.join('\n') }
}

test('a backup appears by plan, and what it would bring back holds', async () => {
  const data = folder()
  const { twin, clock } = await begin(data)
  await loggedIn(twin, 'operator')
  twin.gate.offer({ asset: 'airstation', point: 'pm25', value: 181 }, 'test')
  twin.tick()
  const backups = (): string[] => {
    try {
      return readdirSync(join(data, 'backups')).filter(name => name.endsWith('.backup'))
    } catch {
      return []
    }
  }
  clock.advance(HOUR)
  await expect.poll(backups, SOON).toHaveLength(1)
  const report = await drill(join(data, 'backups', backups()[0]!), SEAL)
  expect(report.chainFault).toBeNull()
  expect(report.tables).toContainEqual({ table: 'account', rows: 1 })
  expect(report.tables.find(({ table }) => table === 'alarm_journal')?.rows).toBeGreaterThan(0)
  expect(readFileSync(join(data, 'backups', backups()[0]!)).includes('operator')).toBe(false)
  expect(twin.health()).toMatchObject({ status: 'ok' })
}, 60_000)

test('anchors that were written and are not there any more are a failure, to a check and to health', async () => {
  const data = folder()
  const file = join(data, 'audit-anchors.txt')
  const { twin, clock } = await begin(data)
  const lines = (): string[] => {
    try {
      return readFileSync(file, 'utf8').trimEnd().split('\n')
    } catch {
      return []
    }
  }
  let n = 0
  const anchored = async (): Promise<void> => {
    const before = lines().length
    await loggedIn(twin, 'operator', `op${++n}`)
    clock.advance(60_000)
    await expect.poll(() => lines().length, SOON).toBeGreaterThan(before)
    await expect
      .poll(async () => {
        const rows = await twin.store.db.selectFrom('audit_anchor').select('seal').execute()
        return rows.some(({ seal }) => lines().at(-1)!.endsWith(seal))
      }, SOON)
      .toBe(true)
  }
  await anchored()
  await anchored()
  expect(await verify(data)).toMatchObject({ holds: true, said: expect.stringMatching(/anchors fit/) })
  const whole = readFileSync(file)

  rmSync(file)
  const gone = await verify(data)
  expect(gone).toMatchObject({
    holds: false,
    said: expect.stringMatching(
      /does NOT hold: anchors up to 2026-.* were noted down in .*audit-anchors\.txt and are in no file that was read/,
    ),
  })

  // The server goes on in a new file, and says that the one before is gone.
  await anchored()
  await expect
    .poll(() => twin.health(), SOON)
    .toMatchObject({
      reasons: [expect.stringMatching(/anchors that were noted down in .* are gone from it/)],
    })
  expect((await verify(data)).holds).toBe(false)
  const copy = join(data, 'copy.txt')
  writeFileSync(copy, whole)
  expect((await verify(data, '--audit-anchor', file, '--audit-anchor', copy)).holds).toBe(true)

  // One whose end was cut off is the same.
  await anchored()
  writeFileSync(file, `${lines().slice(0, 1).join('\n')}\n`)
  expect((await verify(data, '--audit-anchor', file, '--audit-anchor', copy)).holds).toBe(false)
  await anchored()
  expect((await verify(data, '--audit-anchor', file, '--audit-anchor', copy)).holds).toBe(false)
}, 120_000)
