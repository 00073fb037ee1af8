import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type AlarmTables, alarmMigrations } from '../../../server/alarms/alarmTables.ts'
import { systemClock } from '../../../server/clock.ts'
import { type ClusterTables, clusterMigrations } from '../../../server/cluster/clusterTables.ts'
import { fencedDoor } from '../../../server/cluster/fencedDoor.ts'
import { Ownership } from '../../../server/cluster/Ownership.ts'
import { stores } from '../store/stores.ts'
import { journalRow } from './journalRow.ts'

const postgres = stores.find(([engine]) => engine === 'postgres')
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function installation() {
  const made = await postgres![1]<AlarmTables & ClusterTables>([alarmMigrations, clusterMigrations])
  open.push(() => made.close())
  const candidate = (name: string): Ownership => {
    const ownership = new Ownership(named(made.where, name), systemClock, `http://${name}:8080`)
    open.push(() => ownership.close())
    return ownership
  }
  return { ...made, candidate }
}

/** The same database, on a line that pg_stat_activity shows by this name. */
function named(where: string, name: string): string {
  return `${where}&application_name=${name}`
}

/** Cut the line of a process as the database would lose it. */
async function cut(where: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: where })
  await client.connect()
  const { rowCount } = await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
    [name],
  )
  await client.end()
  expect(rowCount).toBe(1)
}

const unique = (name: string): string => `${name}-${process.pid}-${Math.floor(performance.now())}`

test.skipIf(!postgres)('one owns, the other waits and follows with a greater epoch', async () => {
  const { candidate, store } = await installation()
  const [a, b] = [candidate('a'), candidate('b')]
  const first = await a.win()
  let second: { epoch: number } | null = null
  const waiting = b.win().then(term => {
    second = term
  })
  await new Promise(resolve => setTimeout(resolve, 1_200))
  expect(second).toBeNull()
  await a.close()
  const began = performance.now()
  await waiting
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(second!.epoch).toBeGreaterThan(first!.epoch)
  expect(await store.db.selectFrom('cluster_owner').selectAll().execute()).toEqual([
    { id: 1, epoch: second!.epoch, url: 'http://b:8080' },
  ])
})

test.skipIf(!postgres)(
  'an owner whose line is cut is followed within 5 s, is told so, and writes no more',
  async () => {
    const { candidate, where, store } = await installation()
    const [nameA, nameB] = [unique('a'), unique('b')]
    const [a, b] = [candidate(nameA), candidate(nameB)]
    const first = await a.win()
    const door = fencedDoor(store, first!.epoch)
    await door.write([journalRow(1)])
    const waiting = b.win()
    // It does not look after its lock before the other has it: the slowest case.
    const began = performance.now()
    await cut(where, nameA)
    const second = await waiting
    expect(performance.now() - began).toBeLessThan(5_000)
    await expect.poll(() => a.holds).toBe(false)
    await expect(door.write([journalRow(2)])).rejects.toThrow(/another process owns the twin/)
    const reason = await new Promise<string>(resolve => a.watch(resolve))
    expect(reason).toContain(String(second!.epoch))
    await fencedDoor(store, second!.epoch).write([journalRow(2)])
    expect(await door.end()).toBe(2)
  },
)

test.skipIf(!postgres)('an owner alone whose line is cut keeps its term', async () => {
  const { candidate, where } = await installation()
  const name = unique('alone')
  const a = candidate(name)
  const first = await a.win()
  let lost: string | null = null
  a.watch(reason => {
    lost = reason
  })
  await cut(where, name)
  await expect.poll(() => a.holds, { interval: 5 }).toBe(false)
  await expect.poll(() => a.holds, { timeout: 4_000 }).toBe(true)
  expect(lost).toBeNull()
  expect(a.term).toEqual(first)
})
