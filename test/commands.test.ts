import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
/** The commands of ours that are no tool's own. */
const commands = Object.entries(scripts).filter(
  ([name, line]) => line.startsWith('tsx ') && !['test', 'check'].includes(name),
)

/** Run the script of a command as npm does. */
function run(line: string, ...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...line.split(' ').slice(1), ...args])
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

test.each(commands)(
  'npm run %s -- --help says what it is for',
  async (name, line) => {
    const { code, out, error } = await run(line, '--help')
    expect([code, error]).toEqual([0, ''])
    expect(out).toContain(name === 'start' ? 'npm start --' : `npm run ${name}`)
  },
  120_000,
)

// What npm run dev does not know it hands on to npm start.
test.each(commands.filter(([name]) => name !== 'dev'))(
  'npm run %s with an option that does not exist ends with 2 and a sentence',
  async (_, line) => {
    const { code, error } = await run(line, '--no-such-thing')
    expect(code).toBe(2)
    expect(error).toMatch(/no-such-thing/)
    expect(error).not.toMatch(/^ +at /m)
  },
  120_000,
)
