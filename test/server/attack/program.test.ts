import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { hasServices, postgres } from '../cluster/cluster.ts'
import { NATS, removeStream } from '../log/logs.ts'
import { subjects, type Tables } from '../tables.ts'
import { Program, type ProgramOptions } from './Program.ts'
import { until } from './rawLine.ts'

const LONG = 240_000
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** The flags of a program that is quick to start, and what makes it throw at SIGUSR2. */
const LEAN = ['--no-client', '--no-simulator']
const preload = './test/server/attack/bomb.ts'

async function begin(flags: readonly string[], more: ProgramOptions = { preload }): Promise<Program> {
  const program = await Program.begin({ flags: [...LEAN, ...flags], ...more })
  ends.push(() => program.end())
  return program
}

/** At SIGUSR2 it throws and rejects; both are in its log, and it serves on. */
async function survives(program: Program): Promise<void> {
  const before = await program.health(5_000)
  program.signal('SIGUSR2')
  expect(await until(() => /"msg":"thrown at nobody"/.test(program.said))).toBe(true)
  expect(await until(() => /"msg":"rejected at nobody"/.test(program.said))).toBe(true)
  const after = await program.health(5_000)
  expect(after).toMatchObject({ role: before?.role, status: before?.status })
  if (before?.uncaught) expect(after).toMatchObject({ uncaught: { count: 2 } })
}

test(
  'a second program on the same data folder or database does not start and names the process that has it; the first outlives what nobody catches',
  async () => {
    const made = await postgres?.[1]<Tables>(subjects)
    if (made) ends.push(made.close)
    const database = made ? ['--database', made.where] : []
    const first = await begin(database)
    const { pid, url, folder } = first
    const second = (flags: string[], more: ProgramOptions, words: string): Promise<void> =>
      expect(begin(flags, more)).rejects.toThrow(
        new RegExp(
          `^the program does not start \\(2\\): [^]*The twin did not start: the ${words} since 20\\d\\d-[^\\n]+; stop that one, or [^\\n]+\n$`,
        ),
      )
    await Promise.all([
      second([], { folder }, `data folder ${folder} is in use by process ${pid}`),
      ...(made ? [second(database, {}, `database is in use by twin process ${pid} at ${url}`)] : []),
    ])
    expect(await first.health(5_000)).toMatchObject({ status: 'ok', uncaught: { count: 0 } })
    await survives(first)
  },
  LONG,
)

test.skipIf(!hasServices)(
  'owner, gateway and stand-by outlive what nobody catches',
  async () => {
    const { where, close } = await postgres![1]<Tables>(subjects)
    const name = `t${randomBytes(6).toString('hex')}`
    ends.push(close, () => removeStream(name))
    const shared = ['--database', where, '--nats-url', NATS, '--installation', name]
    const owner = await begin([...shared, '--role', 'owner'])
    expect(await until(async () => (await owner.health(5_000))?.role === 'owner', 20_000)).toBe(true)
    const [gateway, standBy] = await Promise.all([
      begin([...shared, '--role', 'gateway']),
      begin([...shared, '--role', 'owner']),
    ])
    expect(await until(async () => (await gateway.health(5_000))?.status === 'ok', 20_000)).toBe(true)
    expect([await gateway.health(5_000), await standBy.health(5_000)]).toMatchObject([
      { role: 'gateway' },
      { role: 'stand-by' },
    ])
    for (const program of [owner, gateway, standBy]) await survives(program)
  },
  LONG,
)
