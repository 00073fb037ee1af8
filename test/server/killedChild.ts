import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Bundle a test's child process for plain Node, inside the repository so that it finds its packages; `remove` takes it away. */
export async function bundleChild(entry: string): Promise<{ script: string; remove(): void }> {
  const scratch = join('.twin', `kills-${process.pid}-${Math.trunc(performance.now())}`)
  mkdirSync(scratch, { recursive: true })
  const script = join(scratch, 'child.mjs')
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  return { script, remove: () => rmSync(scratch, { recursive: true, force: true }) }
}

/** Run a child, kill it `after` ms from its first line on; the whole lines it had told by then, without the first. */
export function oneLife(script: string, args: readonly string[], after: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let complaint = ''
    let killed = false
    child.stderr.on('data', chunk => {
      complaint += chunk
    })
    child.stdout.on('data', (chunk: Buffer) => {
      if (out === '')
        setTimeout(() => {
          killed = true
          child.kill('SIGKILL')
        }, after)
      out += chunk
    })
    child.on('error', reject)
    child.on('close', () => {
      if (!killed) return reject(new Error(`the child ended by itself: ${complaint.slice(0, 500)}`))
      // A line cut off by the kill was not told.
      resolve(out.slice(0, out.lastIndexOf('\n')).split('\n').slice(1))
    })
  })
}
