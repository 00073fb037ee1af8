/** `npx tsx test/bench/alarms/journal.ts [rows]`: what the journal costs on SQLite in a file: a batch, an order, a restart and a look back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { alarmsAt } from '../../../server/alarms/alarmsAt.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { orderAlarms } from '../../../server/alarms/orderAlarms.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { mulberry } from '../../server/alarms/crashPlant.ts'
import { KIM, subjects } from '../../server/alarms/plant.ts'
import { asset, NOON, TestClock } from '../../server/fixture.ts'

/** Points whose alarms come and go: far more than a plant in order has. */
const MOVING = 1_000
const wanted = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'journal-bench-'))
const store = await openStore<AlarmTables>(join(folder, 'twin.db'), subjects)
const assets = Array.from({ length: 5_000 }, (_, k) => asset('gasSensor', { id: `gas-${k}` }))
const twin = new Twin(numberPoints(assets))
const clock = new TestClock()
const plane = await openAlarms(twin, assets, clock, store)
const { alarms } = plane
const random = mulberry(3)

const batches: number[] = []
const work: number[] = []
const orders: number[] = []
const began = performance.now()
for (let k = 0; alarms.journal.number < wanted; k++) {
  for (let n = 0; n < 200; ) {
    const point = Math.floor(random() * MOVING)
    const before = alarms.journal.number
    twin.apply(point, random() < 0.2 ? 1e3 : 0, clock.now(), QUALITY.good)
    n += alarms.journal.number - before
  }
  clock.advance(1_000)
  const from = performance.now()
  const cpu = process.cpuUsage()
  plane.tick()
  await alarms.journal.flush()
  batches.push(performance.now() - from)
  const { user, system } = process.cpuUsage(cpu)
  work.push((user + system) / 1_000)
  const [index, life] = [...alarms.lives][k % alarms.lives.size]!
  if (life.state.occurrence === 'normal' || life.state.occurrence === 'acknowledged') continue
  const { point, source } = alarms.view(index)
  const at = performance.now()
  await orderAlarms(alarms, 'alarm:acknowledge', { alarms: [{ point, source }] }, KIM, clock.now())
  orders.push(performance.now() - at)
}
const total = (performance.now() - began) / 1_000
const rows = alarms.journal.number
console.log(
  `${twin.points.count.toLocaleString('en')} points, journal of ${rows.toLocaleString('en')} rows, ${alarms.lives.size.toLocaleString('en')} alarms not quiet\n`,
)
line('batch of 200 rows, written and synced', batches)
line('work of such a batch', work)
line('order, answered durable', orders)
console.log(`${Math.round(rows / total).toLocaleString('en')} rows/s in all`)
const looks: number[] = []
for (let k = 0; k < 30; k++) {
  const from = performance.now()
  await alarmsAt(store, twin.points, NOON + random() * (clock.now() - NOON))
  looks.push(performance.now() - from)
}
line('alarmsAt, any instant', looks)
const from = performance.now()
const again = await openAlarms(new Twin(twin.points), assets, clock, store)
console.log(
  `restart: ${Math.round(performance.now() - from)} ms for ${again.alarms.lives.size.toLocaleString('en')} alarms`,
)
await store.close()
rmSync(folder, { recursive: true, force: true })

function line(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1)
  console.log(`${what}: median ${at(0.5)} ms, p99 ${at(0.99)} ms (${times.length})`)
}
