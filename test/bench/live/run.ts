/** Our live plane beside its peers, in one run of test/bench/peers/live. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../verdict.ts'
import { HARNESS_COPY, prepareHarness } from './harness.ts'
import type { Row } from './row.ts'
import { snapshotVerdict } from './snapshot.ts'
import { fanVerdicts, stallVerdicts, streamVerdicts } from './verdicts.ts'

const ALL = ['ours', 'ws-bin', 'sio-bin-tuned', 'sio-bin', 'sio-json']

/** What is run for a workload: the harness's workloads, the peers, and the goals judged by. */
const BENCHES: Readonly<
  Record<string, { runs: string; peers: readonly string[]; judge: (rows: readonly Row[]) => Verdict[] }>
> = {
  W1: { runs: 'W1', peers: ALL, judge: rows => streamVerdicts(rows, 'W1') },
  W2: { runs: 'W2', peers: ALL, judge: rows => streamVerdicts(rows, 'W2') },
  W3: { runs: 'W3', peers: [...ALL, 'ours-fan'], judge: rows => streamVerdicts(rows, 'W3') },
  STALL: { runs: 'CALM,STALL', peers: ['ours', 'sio-json'], judge: stallVerdicts },
  FAN: { runs: 'FAN', peers: ['ours', 'ws-bin', 'sio-bin'], judge: fanVerdicts },
}

/** Measures the workloads and judges them by name; a peer that failed or lost updates has no figures. Throws with the reason when a step fails. */
export async function liveBench(
  workloads: readonly string[],
  repeats: number,
): Promise<Map<string, Verdict[]>> {
  await prepareHarness()
  const report = new Map<string, Verdict[]>([['snapshot of 50,000 assets', [await snapshotVerdict()]]])
  for (const workload of workloads) {
    const { runs, peers, judge } = BENCHES[workload]!
    report.set(
      workload,
      judge(measure(workload, runs, peers, workload === 'FAN' ? 1 : repeats).filter(sound)),
    )
  }
  return report
}

function measure(name: string, runs: string, peers: readonly string[], repeats: number): readonly Row[] {
  const out = `twin-${name}`
  const args = ['run.mjs', runs, peers.join(','), '--repeat', `${repeats}`, '--out', out, '--add', 'ours.mjs']
  const { status } = spawnSync(process.execPath, args, { cwd: HARNESS_COPY, stdio: 'inherit' })
  if (status !== 0) throw new Error(`the harness ended with ${status} at ${name}`)
  const saved = readFileSync(join(HARNESS_COPY, 'results', `${out}.json`), 'utf8')
  return (JSON.parse(saved) as { results: Row[] }).results
}

function sound(row: Row): boolean {
  if (row.error) {
    console.error(`${row.peer} ${row.workload}: ${row.error}`)
    return false
  }
  const { delivered } = row
  if (delivered === undefined || (delivered >= 99 && delivered <= 101)) return true
  console.error(
    `${row.peer} ${row.workload}: delivered ${delivered} % of the updates; its figures do not count`,
  )
  return false
}
