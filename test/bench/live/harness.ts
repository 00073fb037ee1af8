import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const HARNESS = 'test/bench/peers/live'
/** Where our copy of the harness lies, with its packages and results. */
export const HARNESS_COPY = '.twin/bench/live'

/** A copy of the harness with its packages, and our peer bundled for plain Node. Throws when a package cannot be installed. */
export async function prepareHarness(): Promise<void> {
  if (!existsSync(join(HARNESS_COPY, 'node_modules'))) {
    cpSync(HARNESS, HARNESS_COPY, { recursive: true })
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: HARNESS_COPY,
      stdio: 'inherit',
    })
    if (status !== 0) throw new Error(`npm ci in ${HARNESS_COPY} ended with ${status}`)
  }
  await build({
    entryPoints: { 'twin-server': 'test/bench/live/server.ts', 'twin-codec': 'test/bench/live/codec.ts' },
    outdir: HARNESS_COPY,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  })
  writeFileSync(join(HARNESS_COPY, 'ours.mjs'), peer())
}

/** Our peer as the harness wants it, a raw WebSocket that speaks our parser's text packets, whole and its fan-out alone; and CALM, STALL without anyone stalled. */
function peer(): string {
  const server = resolve(HARNESS_COPY, 'twin-server.mjs')
  const hello = ['4{"type":0,"nsp":"/"}']
  return `import { workloads } from './peers/index.mjs'
workloads.CALM = { ...workloads.STALL, stalled: 0 }
const ours = part => ({
  label: 'our server, ' + part, start: [{ cmd: process.execPath, args: ['--max-old-space-size=4096', ${JSON.stringify(server)}, '$PORT', '$FEED', part], ipc: true, cwd: ${JSON.stringify(resolve('.'))} }],
  client: { transport: 'ws', path: '/socket.io/?EIO=4&transport=websocket', hello: ${JSON.stringify(hello)} },
  codecPath: new URL('./twin-codec.mjs', import.meta.url).href,
})
export default { ours: ours('all'), 'ours-fan': ours('fan-out') }\n`
}
