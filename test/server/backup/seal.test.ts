import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drill } from '../../../server/backup/drill.ts'
import { readBackup } from '../../../server/backup/readBackup.ts'
import { scheduleBackups } from '../../../server/backup/schedule.ts'
import type { SealKey } from '../../../server/backup/seal.ts'
import { sealKeyOf } from '../../../server/backup/sealKey.ts'
import { writeBackup } from '../../../server/backup/writeBackup.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/Store.ts'
import { NOON, SetClock, TestClock } from '../fixture.ts'
import { subjects, type Tables } from '../tables.ts'
import { SEAL } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function filled() {
  const store = await openStore<Tables>(':memory:', subjects)
  const account = {
    id: 'a1',
    name: 'kim',
    role: 'operator',
    hash: null,
    subject: null,
    disabled: 0,
    created: NOON,
  } as const
  await store.db.insertInto('account').values(account).execute()
  return store
}

async function refusalOf(file: string, seal: SealKey): Promise<string> {
  const target = await openStore<Tables>(':memory:', subjects)
  const refusal = await readBackup(target as Store, file, seal).then(
    () => 'restored',
    (error: Error) => error.message,
  )
  const accounts = await target.db.selectFrom('account').select('name').execute()
  await target.close()
  expect(accounts.length === 0).toBe(refusal !== 'restored')
  return refusal
}

test.each([
  ['plain, by a key', SEAL, false],
  ['encrypted, by a key', SEAL, true],
  ['encrypted, by a passphrase', { passphrase: 'four words and a bridge' }, true],
] as const)(
  '%s: any changed byte, a cut and another key are refused before anything is written',
  async (name, seal, encrypt) => {
    const store = await filled()
    const file = join(folder, name)
    await writeBackup(store as Store, file, NOON, seal, encrypt)
    await store.close()
    expect(await refusalOf(file, seal)).toBe('restored')
    const bytes = readFileSync(file)
    const bad = join(folder, 'bad')
    const places = [0, 20, 90, bytes.indexOf(10) + 1, bytes.length >> 1, bytes.length - 33, bytes.length - 1]
    for (const at of places) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      writeFileSync(bad, changed)
      expect(await refusalOf(bad, seal), `byte ${at}`).not.toBe('restored')
    }
    for (const length of [0, 10, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(bad, bytes.subarray(0, length))
      expect(await refusalOf(bad, seal), `cut to ${length}`).not.toBe('restored')
    }
    writeFileSync(bad, Buffer.concat([bytes, Buffer.from('x')]))
    expect(await refusalOf(bad, seal)).toMatch(/not as it was sealed/)
    expect(await refusalOf(file, { key: Buffer.alloc(32, 8) })).toMatch(
      /not as it was sealed|sealed with a passphrase/,
    )
    expect(bytes.includes('"kim"')).toBe(false)
  },
)

test('a drill counts what would come back and touches nothing', async () => {
  const store = await filled()
  const file = join(folder, 'drilled')
  const rows = await writeBackup(store as Store, file, NOON, SEAL)
  await store.close()
  const report = await drill(file, SEAL)
  expect(report).toMatchObject({ rows, chainFault: null })
  expect(report.tables).toContainEqual({ table: 'account', rows: 1 })
})

test('backups are made by plan, and the oldest go', async () => {
  const store = await filled()
  const clock = new TestClock()
  const plan = { folder: join(folder, 'planned'), everyHours: 6, keep: 2, seal: SEAL, encrypt: true }
  const backups = scheduleBackups(store as Store, clock, plan)
  for (let hour = 0; hour < 24; hour++) {
    clock.advance(3_600_000)
    await backups.once()
    if (backups.health.fault) throw new Error(backups.health.fault)
  }
  backups.stop()
  const kept = readdirSync(plan.folder)
  expect(kept).toHaveLength(2)
  expect(await refusalOf(join(plan.folder, kept[0]!), SEAL)).toBe('restored')
  await store.close()
})

test('a clock set back does not put the next backup off, and takes neither the new ones nor the last of before', async () => {
  const store = await filled()
  const clock = new SetClock()
  const plan = { folder: join(folder, 'set back'), everyHours: 6, keep: 2, seal: SEAL, encrypt: false }
  const backups = scheduleBackups(store as Store, clock, plan)
  const hours = async (n: number): Promise<string[]> => {
    for (let hour = 0; hour < n; hour++) {
      const before = backups.health.last
      clock.advance(3_600_000)
      await expect.poll(() => backups.isBusy()).toBe(false)
      if (backups.health.last !== before) expect(backups.health.fault).toBeNull()
    }
    return readdirSync(plan.folder).sort()
  }
  const before = await hours(20)
  expect(before).toHaveLength(2)
  clock.set(-100 * 3_600_000)
  const after = await hours(13)
  expect(after).toHaveLength(4)
  expect(after.slice(2)).toEqual(before)
  expect(backups.health.last! <= clock.now()).toBe(true)
  expect(clock.now() - backups.health.last!).toBeLessThan(7 * 3_600_000)
  backups.stop()
  await store.close()
})

test('the key is made once, privately, and asked for when it is not there', () => {
  const data = join(folder, 'data')
  expect(() => sealKeyOf(data, { passphrase: '' })).toThrow(/--key-file/)
  const made = sealKeyOf(data, { passphrase: '', make: true })
  expect(sealKeyOf(data, { passphrase: '' })).toEqual(made)
  expect(statSync(join(data, 'backup.key')).mode & 0o077).toBe(0)
  expect(() => sealKeyOf(data, { passphrase: 'short' })).toThrow(/12 characters/)
})
