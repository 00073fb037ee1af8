/** Our live plane beside its peers, in one run of ../shared/bench/live. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { judge, type Verdict } from '../verdict.ts'

const HARNESS = '../shared/bench/live'
const WORK = '.twin/bench/live'
const PEERS = 'ours,ws-bin,sio-bin-tuned,sio-bin,sio-json'

interface Row {
  peer: string
  workload: string
  arrivalP99?: number
  bytesPerUpdate?: number
  cpuPerMUpd?: number
  delivered?: number
  error?: string
}

/** Measures the workloads and judges them by name; a peer that failed or lost updates has no figures. Throws with the reason when a step fails. */
export async function liveBench(
  workloads: readonly string[],
  repeats: number,
): Promise<Map<string, Verdict[]>> {
  if (!existsSync(HARNESS))
    throw new Error(`the peers are in ${HARNESS}, beside this repository, and it is not there`)
  await prepare()
  const out = 'twin'
  run(WORK, [
    'run.mjs',
    workloads.join(','),
    PEERS,
    '--repeat',
    `${repeats}`,
    '--out',
    out,
    '--add',
    'ours.mjs',
  ])
  const saved = JSON.parse(readFileSync(join(WORK, 'results', `${out}.json`), 'utf8')) as
    | Row[]
    | { rows?: Row[]; all?: Row[]; results?: Row[] }
  const rows = (Array.isArray(saved) ? saved : (saved.rows ?? saved.all ?? saved.results ?? [])).filter(sound)
  return new Map(workloads.map(workload => [workload, verdicts(rows, workload)]))
}

function sound(row: Row): boolean {
  if (row.error) console.error(`${row.peer} ${row.workload}: ${row.error}`)
  else if (row.delivered! >= 99 && row.delivered! <= 101) return true
  else
    console.error(
      `${row.peer} ${row.workload}: delivered ${row.delivered} % of the updates; its figures do not count`,
    )
  return false
}

/** The goals of a workload; p99 counts at W3 only. */
function verdicts(rows: readonly Row[], workload: string): Verdict[] {
  const of = (peer: string, key: 'arrivalP99' | 'bytesPerUpdate' | 'cpuPerMUpd'): number[] =>
    rows
      .filter(r => r.peer === peer && r.workload === workload && typeof r[key] === 'number')
      .map(r => r[key]!)
  return [
    judge(
      'bytes an update, against the JSON batch',
      of('ours', 'bytesPerUpdate'),
      of('sio-json', 'bytesPerUpdate'),
      1 / 20,
    ),
    judge('p99 arrival ms, against raw ws', of('ours', 'arrivalP99'), of('ws-bin', 'arrivalP99'), 1.25),
    judge(
      'p99 arrival ms, against Socket.IO binary',
      of('ours', 'arrivalP99'),
      of('sio-bin', 'arrivalP99'),
      1,
    ),
    judge(
      'CPU s for a million updates, against raw ws, alarms and recent history on',
      of('ours', 'cpuPerMUpd'),
      of('ws-bin', 'cpuPerMUpd'),
      2,
    ),
  ]
}

/** A copy of the harness with its packages, and our peer bundled for plain Node. */
async function prepare(): Promise<void> {
  if (!existsSync(join(WORK, 'node_modules'))) {
    cpSync(HARNESS, WORK, { recursive: true })
    run(WORK, [], 'npm', ['ci', '--no-audit', '--no-fund'])
  }
  await build({
    entryPoints: { 'twin-server': 'test/bench/live/server.ts', 'twin-codec': 'test/bench/live/codec.ts' },
    outdir: WORK,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  })
  writeFileSync(join(WORK, 'ours.mjs'), peer())
}

/** Our peer as the harness wants it: a raw WebSocket that speaks our parser's text packets. */
function peer(): string {
  const server = resolve(WORK, 'twin-server.mjs')
  const hello = ['4{"type":0,"nsp":"/"}']
  return `export default { ours: {
  label: 'our server', start: [{ cmd: process.execPath, args: ['--max-old-space-size=4096', ${JSON.stringify(server)}, '$PORT', '$FEED'], ipc: true, cwd: ${JSON.stringify(resolve('.'))} }],
  client: { transport: 'ws', path: '/socket.io/?EIO=4&transport=websocket', hello: ${JSON.stringify(hello)} },
  codecPath: new URL('./twin-codec.mjs', import.meta.url).href,
} }\n`
}

function run(cwd: string, args: string[], command = process.execPath, more: string[] = []): void {
  const { status } = spawnSync(command, [...args, ...more], { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${command} ${[...args, ...more].join(' ')} ended with ${status}`)
}
