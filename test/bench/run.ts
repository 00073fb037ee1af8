/**
 * `npm run bench [-- live render …] [-- --quick]`: our program beside its peers, each in one run with them; ratios to
 * .twin/bench/report.md. Quick is one repeat of the workloads that decide.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readCommandLine } from '../../geodata/commandLine.ts'
import { liveBench } from './live/run.ts'
import { renderBench, renderVerdicts } from './render/run.ts'
import { table, type Verdict } from './verdict.ts'

type Report = Map<string, Verdict[]>

const BENCHES: Readonly<Record<string, (quick: boolean) => Promise<Report>>> = {
  render: async quick => {
    const small = await renderBench(
      20_000,
      quick ? ['merged'] : ['merged', 'maplibre', 'cesium'],
      quick ? 1 : 3,
    )
    const report: Report = new Map([['20,000 buildings', renderVerdicts(small, 20_000)]])
    if (quick) return report
    const large = await renderBench(100_000, ['merged'], 3)
    return report.set('100,000 buildings', renderVerdicts(large, 100_000, small))
  },
  history: script('test/bench/history/run.ts'),
  ingest: script('test/bench/ingest/run.ts'),
  alarms: script('test/bench/alarms/journal.ts'),
  cluster: script('test/bench/cluster/run.ts'),
  records: quick => script('test/bench/records/run.ts', quick ? ['--quick'] : [])(),
  world: script('test/bench/world/run.ts'),
  laws: script('test/bench/laws/pvYear.ts'),
  attack: () => script('test/bench/attack/run.ts', ['--minutes', values.minutes ?? '20'])(),
  live: quick => liveBench(quick ? ['W3', 'STALL'] : ['W1', 'W2', 'W3', 'STALL', 'FAN'], quick ? 1 : 3),
}

/** A bench that runs its peer itself and prints its own table. */
function script(path: string, args: readonly string[] = []): () => Promise<Report> {
  return async () => {
    const { status } = spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', path, ...args], {
      stdio: 'inherit',
    })
    if (status !== 0) throw new Error(`${path} ended with ${status}`)
    return new Map()
  }
}

const HELP = `npm run bench -- [${Object.keys(BENCHES).join(' | ')} …] [--quick]
Our program beside its peers; ratios to .twin/bench/report.md. Without a name all of them; quick is one repeat of what decides.
attack: the real program under attack, [--minutes 20]; only when named.`
const { values, positionals: wanted } = readCommandLine(HELP, {
  quick: { type: 'boolean' },
  minutes: { type: 'string' },
})
const quick = values.quick ?? false
const unknown = wanted.filter(name => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}
const parts: string[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 ? !wanted.includes(name) : name === 'attack') continue
  try {
    for (const [title, verdicts] of await bench(quick))
      parts.push(`## ${name}: ${title}\n\n${table(verdicts)}`)
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
mkdirSync('.twin/bench', { recursive: true })
writeFileSync('.twin/bench/report.md', `${parts.join('\n\n')}\n`)
console.log(`\n${parts.join('\n\n')}`)
