/**
 * What serves 1, 10, 1,000 and more viewers: the real program alone, and as owner and gateways on PostgreSQL and NATS,
 * with 20,000 simulated points, alarms and history on. All run on this one machine with their viewers.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { postgres } from '../../server/cluster/cluster.ts'
import { NATS, removeStream } from '../../server/log/logs.ts'
import { subjects, type Tables } from '../../server/tables.ts'
import type { Came } from './viewers.ts'

interface Plan {
  readonly name: string
  readonly gateways: number
  readonly viewers: number
}

/** Cores used and MiB of one process while it was watched. */
interface Load {
  readonly cores: number
  readonly memory: number
}

const PLANS: readonly Plan[] = [
  { name: 'alone', gateways: 0, viewers: 1 },
  { name: 'alone', gateways: 0, viewers: 10 },
  { name: 'alone', gateways: 0, viewers: 1_000 },
  { name: 'owner and gateways', gateways: 1, viewers: 10 },
  { name: 'owner and gateways', gateways: 1, viewers: 1_000 },
  { name: 'owner and gateways', gateways: 2, viewers: 1_000 },
  { name: 'owner and gateways', gateways: 2, viewers: 2_000 },
]
const WARM = 8_000
const WATCHED = 20_000
const PORT = 18_600
const DATA = '.twin/bench/cluster'
const HOST = 'http://127.0.0.1'

const rows: string[] = []
for (const plan of PLANS) rows.push(await measure(plan))
const head =
  '| | gateways | viewers | frames/s a viewer | kB/s a viewer | lag p50, ms | p99 | owner, cores | MiB | a gateway, cores | MiB |'
const text = [head, `|${'--:|'.repeat(head.split('|').length - 2)}`, ...rows].join('\n')
console.log(text)
mkdirSync('.twin/bench', { recursive: true })
writeFileSync('.twin/bench/cluster.md', `${text}\n`)

async function measure({ name, gateways, viewers }: Plan): Promise<string> {
  rmSync(DATA, { recursive: true, force: true })
  const clustered = gateways > 0
  const database = clustered ? await postgres![1]<Tables>(subjects) : null
  const env = database ? { DATABASE_URL: database.where, NATS_URL: NATS, TWIN_INSTALLATION: 'bench' } : {}
  const children: ChildProcess[] = []
  const start = async (role: string, port: number): Promise<void> => {
    const flags = ['--role', role, '--port', `${port}`, '--data', `${DATA}/${port}`, '--no-mqtt']
    const options = { env: { ...process.env, ...env }, stdio: 'ignore' } as const
    children.push(spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...flags], options))
    await answers(port, role)
  }
  try {
    await start(clustered ? 'owner' : 'alone', PORT)
    const ports = Array.from({ length: gateways }, (_, k) => PORT + 1 + k)
    for (const port of ports) await start('gateway', port)
    const doors = clustered ? ports : [PORT]
    const watchers = doors.map(port =>
      fork('test/bench/cluster/viewers.ts', [`${viewers / doors.length}`, `${HOST}:${port}`], {
        execArgv: ['--import', 'tsx'],
      }),
    )
    children.push(...watchers)
    await pause(WARM + viewers * 4)
    const before = await Promise.all([PORT, ...ports].map(used))
    for (const watcher of watchers) watcher.send('begin')
    const began = performance.now()
    await pause(WATCHED)
    const seconds = (performance.now() - began) / 1000
    const after = await Promise.all([PORT, ...ports].map(used))
    const came = await Promise.all(watchers.map(tell))
    const loads = after.map(({ cores, memory }, k) => ({
      cores: (cores - before[k]!.cores) / seconds,
      memory,
    }))
    return row({ name, gateways, viewers }, came, loads, seconds)
  } finally {
    for (const child of children) child.kill('SIGKILL')
    await pause(500)
    if (database) {
      await database.close()
      await removeStream('bench')
    }
  }
}

function row(
  { name, gateways, viewers }: Plan,
  came: readonly Came[],
  loads: readonly Load[],
  seconds: number,
): string {
  const joined = came.reduce((sum, each) => sum + each.joined, 0)
  if (joined < viewers) console.error(`${name}: ${joined} of ${viewers} viewers joined`)
  const lags = came.flatMap(each => each.lags).sort((a, b) => a - b)
  const at = (part: number): string => String(Math.round(lags[Math.floor(lags.length * part)] ?? Number.NaN))
  const frames = came.reduce((sum, each) => sum + each.frames, 0) / viewers / seconds
  const bytes = came.reduce((sum, each) => sum + each.bytes, 0) / viewers / seconds / 1000
  const [owner, ...others] = loads
  const mean = (read: (load: Load) => number): number =>
    others.reduce((sum, load) => sum + read(load), 0) / others.length
  const cells = [
    name,
    gateways,
    joined,
    frames.toFixed(1),
    bytes.toFixed(1),
    at(0.5),
    at(0.99),
    owner!.cores.toFixed(2),
    owner!.memory.toFixed(0),
    gateways ? mean(({ cores }) => cores).toFixed(2) : '',
    gateways ? mean(({ memory }) => memory).toFixed(0) : '',
  ]
  const line = `| ${cells.join(' | ')} |`
  console.log(line)
  return line
}

/** CPU seconds and MiB of a process so far, by its own metrics. */
async function used(port: number): Promise<Load> {
  const text = await (await fetch(`${HOST}:${port}/metrics`)).text()
  const read = (metric: string): number => Number(new RegExp(`^${metric} (\\S+)`, 'm').exec(text)?.[1])
  return { cores: read('process_cpu_seconds_total'), memory: read('process_resident_memory_bytes') / 2 ** 20 }
}

async function tell(watcher: ChildProcess): Promise<Came> {
  const answer = once(watcher, 'message') as Promise<[Came]>
  watcher.send('tell')
  return (await answer)[0]
}

async function answers(port: number, role: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const health = await fetch(`${HOST}:${port}/api/health`)
      .then(answer => answer.json())
      .catch(() => null)
    if (health?.role === role && health.status === 'ok') return
    await pause(250)
  }
  throw new Error(`${role} on port ${port} does not answer; start it by hand and look at what it says`)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
