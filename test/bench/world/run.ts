/** `npm run bench -- world`: the world built twice, each in a process of its own; ends with 1 when a budget is missed. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Seconds, MB of memory and MB of files that a build may take at most, on two quiet cores. */
const MOST = { seconds: 90, peak: 1_536, files: 45 }

const folder = mkdtempSync(join(tmpdir(), 'twin-world-'))
try {
  const [first, second] = ['a', 'b'].map(name => build(join(folder, name)))
  const files = bytesBelow(join(folder, 'a')) / 1e6
  const rows: [what: string, found: number, most: number][] = [
    ['seconds', Math.max(first!.seconds, second!.seconds), MOST.seconds],
    ['peak MB', Math.max(first!.peak, second!.peak), MOST.peak],
    ['MB of files', files, MOST.files],
    ['files that differ', differing(join(folder, 'a'), join(folder, 'b')).length, 0],
  ]
  for (const [what, found, most] of rows)
    console.log(
      `${what.padEnd(18)} ${found.toFixed(1).padStart(9)}  at most ${most}  ${found <= most ? 'yes' : 'NO'}`,
    )
  if (rows.some(([, found, most]) => found > most)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function build(into: string): { seconds: number; peak: number } {
  const args = ['node_modules/tsx/dist/cli.mjs', 'test/bench/world/build.ts', into]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').at(-1)!)
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(root, name)).isFile())
    .sort()
}

function bytesBelow(root: string): number {
  return filesBelow(root).reduce((sum, name) => sum + statSync(join(root, name)).size, 0)
}

/** Names of the files that only one of two folders has, or that are not the same in both. */
function differing(a: string, b: string): string[] {
  const hash = (root: string, name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(root, name)))
      .digest('hex')
  const [left, right] = [a, b].map(root => new Map(filesBelow(root).map(name => [name, hash(root, name)])))
  return [...new Set([...left!.keys(), ...right!.keys()])].filter(
    name => left!.get(name) !== right!.get(name),
  )
}
