import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
/** The commands of ours that are no tool's own. */
const commands = Object.entries(scripts).filter(
  ([name, line]) => line.startsWith('tsx ') && !['test', 'check'].includes(name),
)
// What npm run dev does not know it hands on to npm start.
const strict = commands.filter(([name]) => name !== 'dev')

interface Said {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Run a script as npm does. */
function run(...args: string[]): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args])
  const said = { out: '', error: '' }
  child.stdout.on('data', chunk => {
    said.out += chunk
  })
  child.stderr.on('data', chunk => {
    said.error += chunk
  })
  child.stdin.end()
  return new Promise(resolve => child.on('close', code => resolve({ code, ...said })))
}

/** What each of these commands says to an option: in one process, and `world` in its own, whose script is a part of another's. */
async function runAll(all: typeof commands, option: string): Promise<ReadonlyMap<string, Said>> {
  const shared = all.filter(([name]) => name !== 'world')
  const lines = shared.map(([, line]) => [...line.split(' ').slice(1), option])
  const { code, out, error } = await run('test/commandsChild.ts', JSON.stringify(lines))
  if (code !== 0) throw new Error(`the commands ended with ${code}: ${error}`)
  const said = JSON.parse(out) as Said[]
  const world = await run(scripts.world!.split(' ')[1]!, option)
  return new Map([...shared.map(([name], k) => [name, said[k]!] as const), ['world', world]])
}

const PATIENCE = 240_000
const UNKNOWN = '--no-such-thing'
let helped: ReadonlyMap<string, Said>
let refused: ReadonlyMap<string, Said>
beforeAll(async () => {
  helped = await runAll(commands, '--help')
  refused = await runAll(strict, UNKNOWN)
}, PATIENCE)

test.each(commands)('npm run %s -- --help says what it is for', name => {
  const { code, out, error } = helped.get(name)!
  expect([code, error]).toEqual([0, ''])
  expect(out).toContain(name === 'start' ? 'npm start --' : `npm run ${name}`)
})

test.each(strict)('npm run %s with an option that does not exist ends with 2 and a sentence', name => {
  const { code, error } = refused.get(name)!
  expect(code).toBe(2)
  expect(error).toMatch(/no-such-thing/)
  expect(error).not.toMatch(/^ +at /m)
})

test(
  'in a process of its own a command says the same',
  async () => {
    const script = scripts.start!.split(' ')[1]!
    expect(await run(script, '--help')).toEqual(helped.get('start'))
    expect(await run(script, UNKNOWN)).toEqual(refused.get('start'))
  },
  PATIENCE,
)
