import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** PostgreSQL of the tests. */
export const PG = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
/** Marks the schemas of one test run. */
const RUN = 'TWIN_TEST_RUN'

/** A name for a schema of this run. */
export function schemaName(): string {
  return `t_${process.env[RUN] ?? ''}${randomBytes(6).toString('hex')}`
}

/** True when the end of the run drops its schemas. While it goes on none may go: kysely's look at the tables of all schemas fails when one is dropped meanwhile. */
export function areDroppedLater(): boolean {
  return process.env[RUN] !== undefined
}

/** Run one statement. */
export async function once<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: PG, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

/** Vitest's global setup: names the run, and drops its schemas when all tests have ended. */
export default function setup(): () => Promise<void> {
  const run = `${randomBytes(4).toString('hex')}_`
  process.env[RUN] = run
  return async () => {
    const left = await once<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, 't_${run}')`,
    ).catch(() => [])
    for (const { name } of left) await once(`DROP SCHEMA ${name} CASCADE`)
  }
}
