import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { ParseArgsConfig } from 'node:util'
import { readCommandLine } from '../../geodata/commandLine.ts'
import type { Actor } from '../../models/account.ts'
import { systemClock } from '../clock.ts'
import { openStore } from '../store/openStore.ts'
import type { AnyStore } from '../store/Store.ts'
import { schema } from '../tables.ts'
import { openPeople, type People } from './People.ts'

/** What a command of the command line works with. */
export interface Command {
  /** Words after the script's name: the verb first. */
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly store: AnyStore
  readonly people: People
  /** Data folder of the installation. */
  readonly data: string
  /** Whoever may run a program here is an admin; the audit gets the name of the system's user. */
  readonly actor: Actor
}

/** A wrong use of the command: the sentence is shown without a stack. */
export class Misuse extends Error {}

/**
 * Run a command on the installation's database: that of `--data` or `--database` (or TWIN_DATA, DATABASE_URL), as for
 * npm start. `--help` prints `help`. Ends the process with 1 and a sentence when it fails, with 2 at an unknown option.
 */
export async function runCommand(
  help: string,
  options: NonNullable<ParseArgsConfig['options']>,
  work: (command: Command) => Promise<void>,
): Promise<void> {
  const { values, positionals } = readCommandLine(help, {
    ...options,
    data: { type: 'string' },
    database: { type: 'string' },
  })
  let store: AnyStore | null = null
  try {
    const data = String(values.data ?? (process.env.TWIN_DATA || '.twin/data'))
    const where = String(values.database ?? (process.env.DATABASE_URL || join(data, 'twin.db')))
    store = await openStore(where, schema)
    const people = await openPeople(store, systemClock)
    const actor: Actor = { id: 'command-line', name: userInfo().username, role: 'admin' }
    await work({ words: positionals, values, store, people, data, actor })
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  } finally {
    await store?.close()
  }
}

/** Columns of a table as text, as wide as their longest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, k) => Math.max(...rows.map(row => row[k]?.length ?? 0))) ?? []
  return rows
    .map(row =>
      row
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
