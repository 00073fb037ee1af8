/** `npx tsx test/bench/history/run.ts`: the history beside a row a sample on the same engine, chart of 30 days, seek of 20,000 points; `… run.ts write` the first only. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Migration, sql } from 'kysely'
import { numberPoints } from '../../../models/points.ts'
import { History } from '../../../server/history/History.ts'
import { readPoint } from '../../../server/history/readPoint.ts'
import { restore } from '../../../server/history/restore.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import { columns } from '../../../server/store/columns.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Engine, Store } from '../../../server/store/Store.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset } from '../../server/fixture.ts'
import { stores } from '../../server/store/stores.ts'

interface Tables extends HistoryTables {
  row_a_sample: { point: number; at: number; value: number; quality: number }
}

/** The peer: one row a sample, as small as both engines make it. */
const peer = (engine: Engine): Record<string, Migration> => ({
  'peer-001': {
    up: async db => {
      await db.schema
        .createTable('row_a_sample')
        .addColumn('point', 'integer')
        .addColumn('at', columns(engine).long)
        .addColumn('value', 'real')
        .addColumn('quality', engine === 'sqlite' ? 'integer' : 'int2')
        .addPrimaryKeyConstraint('row_a_sample_key', ['point', 'at'])
        .execute()
    },
  },
})

const BEGIN = Date.UTC(2026, 4, 11, 15)
const SLOT = 900_000
const DAY = 86_400_000
const BATCH = 20_000

/** A history that hears a twin of `points` points, on its own clock. */
async function begin(store: Store<Tables>, points: number) {
  // Machines: 10 s and 60 s periods, resolutions 0.1 to 1, values that wander.
  const assets = Array.from({ length: Math.ceil(points / 4) }, (_, i) => asset('machine', { id: `m${i}` }))
  const numbered = numberPoints(assets)
  const twin = new Twin(numbered)
  const clock = { at: BEGIN }
  const history = await History.start(store, twin, assets, () => clock.at)
  const steps: number[] = []
  const stretches: number[] = []
  const work = async (until: number): Promise<void> => {
    clock.at = until
    for (let more = true; more; ) {
      const from = performance.now()
      const stretch = watchLoop()
      more = await history.step(clock.at)
      const longest = stretch()
      if (more) {
        steps.push(performance.now() - from)
        stretches.push(longest)
      }
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  return { twin, history, clock, count: numbered.count, work, steps, stretches }
}

/** Watch how long the event loop gets no turn, from now on; the result tells the longest such stretch in ms, and ends it. */
function watchLoop(): () => number {
  let last = performance.now()
  let longest = 0
  let timer: NodeJS.Timeout
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const turn = (): void => {
    look()
    timer = setTimeout(turn, 0)
  }
  timer = setTimeout(turn, 0)
  return () => {
    clearTimeout(timer)
    look()
    return longest
  }
}

/** A meter's value: slow wave, some noise, quantised by its point. */
function meter(twin: Twin, point: number, at: number): number {
  const { range, resolution, states } = twin.points.spec[point]!
  const most = states ? states.length - 1 : Math.min(range[1] - range[0], 400 * resolution)
  let h = Math.imul(point + 1, 0x9e3779b1) ^ Math.imul(Math.floor(at / 1000), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35)
  const noise = (((h ^ (h >>> 13)) >>> 8) / 2 ** 24) * 6 * resolution
  const wave = (0.5 + 0.45 * Math.sin(point + at / 3e6)) * most
  return range[0] + Math.round((states ? wave : Math.min(most, wave + noise)) / resolution) * resolution
}

async function write(store: Store<Tables>) {
  const seconds = 180
  const trial = await begin(store, 10_000)
  const { twin, count, work, clock } = trial
  const samples = seconds * count
  const said = new Float64Array(samples)
  for (let k = 0; k < samples; k++) said[k] = meter(twin, k % count, BEGIN + Math.floor(k / count) * 1000)
  const from = performance.now()
  const cpuFrom = process.cpuUsage()
  for (let s = 0; s < seconds; s++) {
    const at = BEGIN + s * 1000
    for (let point = 0; point < count; point++) twin.apply(point, said[s * count + point]!, at, 1)
    if (s % 2 === 1) await work(at)
  }
  await work(clock.at + SLOT)
  const chunkMs = performance.now() - from
  const chunkCpu = cpuMs(cpuFrom)

  const rows = Math.min(samples, 600_000)
  const again = performance.now()
  const cpuAgain = process.cpuUsage()
  for (let k = 0; k < rows; k += BATCH) await insertRows(store, said, k, Math.min(rows, k + BATCH), count)
  const rowMs = performance.now() - again
  const rowCpu = cpuMs(cpuAgain)
  const pages = await bytesOf(store, ['history_page', 'history_keyframe', 'history_tail'])
  return {
    chunkRate: samples / (chunkMs / 1000),
    rowRate: rows / (rowMs / 1000),
    chunkCpu: (1000 * chunkCpu) / samples,
    rowCpu: (1000 * rowCpu) / rows,
    chunkBytes: pages / samples,
    rowBytes: (await bytesOf(store, ['row_a_sample'])) / rows,
    steps: trial.steps.sort((a, b) => a - b),
    stretches: trial.stretches.sort((a, b) => a - b),
  }
}

/** Insert samples as rows in one transaction, in the fastest way each engine has: a column a parameter. */
async function insertRows(
  { db, engine }: Store<Tables>,
  said: Float64Array,
  from: number,
  to: number,
  count: number,
): Promise<void> {
  const keys = Array.from({ length: to - from }, (_, i) => from + i)
  const point = keys.map(k => k % count)
  const at = keys.map(k => BEGIN + Math.floor(k / count) * 1000)
  const value = keys.map(k => said[k]!)
  if (engine === 'postgres')
    await sql`INSERT INTO row_a_sample SELECT p, t, v, 1 FROM unnest(${point}::int[], ${at}::bigint[], ${value}::float8[]) AS x(p, t, v)`.execute(
      db,
    )
  else
    await sql`INSERT INTO row_a_sample SELECT value ->> 0, value ->> 1, value ->> 2, 1 FROM json_each(${JSON.stringify(keys.map((_, i) => [point[i], at[i], value[i]]))})`.execute(
      db,
    )
}

/** Bytes of tables with their indexes, packed: what the engine needs for them and no free pages. */
async function bytesOf({ db, engine }: Store<Tables>, tables: readonly string[]): Promise<number> {
  let bytes = 0
  for (const table of tables) {
    if (engine === 'postgres') await sql`VACUUM FULL ${sql.table(table)}`.execute(db)
    const { rows } =
      engine === 'postgres'
        ? await sql<{ n: number }>`SELECT pg_total_relation_size(${table}::regclass) AS n`.execute(db)
        : await sql<{
            n: number
          }>`SELECT sum(pgsize) AS n FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ${table})`.execute(
            db,
          )
    bytes += Number(rows[0]?.n ?? 0)
  }
  return bytes
}

/** Median milliseconds of a chart of 30 days of one point that spoke once a minute, and its number of points. */
async function chart(store: Store<Tables>) {
  const { twin, history, count, work, clock } = await begin(store, 64)
  for (let at = BEGIN; at < BEGIN + 30 * DAY; at += 60_000) {
    for (let point = 0; point < count; point++) twin.apply(point, meter(twin, point, at), at, 1)
    clock.at = at
    if (at % SLOT === 0) await work(at)
  }
  const track = history.tracks.ofPoint[3]!
  const ask = (days: number) => readPoint(history, track, clock.at - days * DAY, clock.at, 2_000, 60)
  const past = await ask(30)
  return {
    points: past.level === 'raw' ? past.samples.n : past.rollups.length,
    month: await median(30, () => ask(30)),
    day: await median(30, () => ask(1)),
  }
}

/** Milliseconds to restore 20,000 points that speak every five seconds, at the end of a slot: the most to read. */
async function seek(store: Store<Tables>) {
  const { twin, history, count, work, clock } = await begin(store, 20_000)
  for (let at = BEGIN; at < BEGIN + 2 * SLOT; at += 5_000) {
    for (let point = 0; point < count; point++) twin.apply(point, meter(twin, point, at), at, 1)
    await work(at)
  }
  await work(clock.at + 60_000)
  const at = BEGIN + 2 * SLOT - 3_000
  const restored = await restore(history, at)
  const wrong = restored.times.findIndex(time => time !== BEGIN + 2 * SLOT - 5_000)
  if (wrong >= 0) throw new Error(`point ${wrong} was not restored`)
  return {
    count,
    worst: await median(7, () => restore(history, at)),
    middle: await median(7, () => restore(history, at - SLOT / 2)),
  }
}

/** Milliseconds of CPU this process has used since. */
function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function part(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

async function median(times: number, task: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let k = 0; k < times; k++) {
    const from = performance.now()
    await task()
    took.push(performance.now() - from)
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)]!
}

const folder = mkdtempSync(join(tmpdir(), 'history-bench-'))
let files = 0
const engines: [string, () => Promise<{ store: Store<Tables>; close(): Promise<void> }>][] = [
  [
    'sqlite',
    async () => {
      const store = await openStore<Tables>(join(folder, `${files++}.db`), [historyMigrations, peer])
      return { store, close: () => store.close() }
    },
  ],
]
const [, postgres] = stores
if (postgres) engines.push(['postgres', () => postgres[1]<Tables>([historyMigrations, peer])])
try {
  for (const [name, open] of engines) {
    const run = async <T>(part: (store: Store<Tables>) => Promise<T>): Promise<T> => {
      const { store, close } = await open()
      const result = await part(store)
      await close()
      return result
    }
    const w = await run(write)
    const n = (x: number, digits = 0) => x.toLocaleString('en', { maximumFractionDigits: digits })
    console.log(`${name}
  samples/s        ${n(w.chunkRate)} against ${n(w.rowRate)} in rows: ${n(w.chunkRate / w.rowRate, 1)} × (goal 8)
  µs of CPU each   ${n(w.chunkCpu, 2)} against ${n(w.rowCpu, 2)} in this process: 1/${n(w.rowCpu / w.chunkCpu, 1)}, which a busy machine does not change
  bytes a sample   ${n(w.chunkBytes, 2)} with roll-ups against ${n(w.rowBytes, 1)} in rows: 1/${n(w.rowBytes / w.chunkBytes, 1)} (goal 1/10)
  a step           ${n(part(w.steps, 0.5), 1)} ms in the median, ${n(part(w.steps, 0.99), 1)} p99, ${n(part(w.steps, 1), 1)} longest, with commits that wait for the disk
  event loop       held ${n(part(w.stretches, 0.5), 1)} ms at a time in the median step, ${n(part(w.stretches, 0.99), 1)} p99 (goal 20), ${n(part(w.stretches, 1), 1)} longest`)
    if (process.argv[2] === 'write') continue
    const c = await run(chart)
    const s = await run(seek)
    console.log(`  30 days of one   ${n(c.month, 1)} ms for ${c.points} points (goal 50), one day ${n(c.day, 1)} ms
  seek of ${n(s.count)}   ${n(s.worst)} ms at the end of a slot, ${n(s.middle)} ms in its middle (goal 300)`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
