/** Our page beside the ways people draw buildings in a browser, in one run of test/bench/peers/render. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildClient } from '../../../server/buildClient.ts'
import { findChromium } from '../../chromium.ts'
import { judge, type Verdict } from '../verdict.ts'
import { serveBench } from './serve.ts'
import { writeBenchTiles } from './tiles.ts'

const HARNESS = 'test/bench/peers/render'
const WORK = '.twin/bench/render'
const DATA = '.twin/bench/render-data'

interface Figure {
  readonly median: number
}
type Summary = Record<string, Record<string, Figure>>

/** Figures of a run by page and row, as the harness names them. */
export interface Rendered {
  readonly summary: Summary
  readonly raw: readonly (Record<string, unknown> & { page: string; failed?: string })[]
}

/** Measures n buildings, `runs` times interleaved. Throws with the reason when a step fails. */
export async function renderBench(n: number, pages: readonly string[], runs: number): Promise<Rendered> {
  if (!existsSync(join(WORK, 'dist', 'merged.html'))) {
    cpSync(HARNESS, WORK, { recursive: true })
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
    await run('npm', ['run', 'build'])
  }
  const data = resolve(DATA)
  await run(process.execPath, ['gen.mjs', `${n}`], { BENCH_DATA: data })
  const folder = join(DATA, `tiles-${n}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await writeBenchTiles(join(data, `n${n}.geojson`), folder)
  const client = await buildClient(console.log)
  const { app, url } = await serveBench(client, folder)
  try {
    const out = resolve(DATA, `result-${n}.json`)
    const list = [...pages, `ours=${url}/bench`].join(',')
    await run(
      process.execPath,
      [
        'run.mjs',
        '--n',
        `${n}`,
        '--pages',
        list,
        '--shots',
        resolve(DATA, 'shots'),
        '--runs',
        `${runs}`,
        '--out',
        out,
      ],
      {
        BENCH_DATA: data,
        CHROMIUM: findChromium(),
      },
    )
    return JSON.parse(readFileSync(out, 'utf8')) as Rendered
  } finally {
    await app.close()
  }
}

/** Our figures against the goals of the project. `small` is the run with fewer buildings, for growth. */
export function renderVerdicts({ raw }: Rendered, n: number, small?: Rendered): Verdict[] {
  const of = (page: string, key: string, from = raw): number[] =>
    from.filter(r => r.page === page && typeof r[key] === 'number').map(r => r[key] as number)
  const against = (metric: string, key: string, peer: string, most: number): Verdict[] =>
    of(peer, key).length ? [judge(`${metric}, against ${peer}`, of('ours', key), of(peer, key), most)] : []
  const large = n >= 100_000
  return [
    ...against('first frame ms', 'first', 'merged', large ? 0.7 : 1),
    ...(large ? [] : against('first frame ms', 'first', 'maplibre', 0.4)),
    ...(large ? [] : against('first frame ms', 'first', 'cesium', 0.11)),
    ...against('JS of a frame ms, without draws', 'jsOnly', 'merged', 1.5),
    ...against('JS of a frame ms, without draws', 'jsOnly', 'cesium', 0.6),
    ...against('recolour of 10,000, JS ms', 'recolourNoDraw10000', 'merged', 1),
    ...against('pick ms', 'pick', 'merged', 2),
    ...against('close frame ms', 'closeWall', 'merged', 0.6),
    ...against('heap and buffers MiB', 'heap', 'merged', 0.6),
    ...(small
      ? [
          judge(
            'JS of a frame, 100,000 against 20,000',
            of('ours', 'jsOnly'),
            of('ours', 'jsOnly', small.raw),
            1.5,
          ),
        ]
      : []),
  ]
}

/** Not spawnSync: our page is served by this very process. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn(command, args, { cwd: WORK, stdio: 'inherit', env: { ...process.env, ...env } })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', code =>
      code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    )
  })
}
