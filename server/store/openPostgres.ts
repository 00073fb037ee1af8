import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/** Type number of PostgreSQL's bigint; our instants and journal numbers stay below 2⁵³. */
const BIGINT = 20

/** A pool of PostgreSQL connections; numbers come back as numbers. Commits wait for the disk whatever the server's default. */
export function openPostgres(url: string): Dialect {
  const types = new pg.TypeOverrides()
  types.setTypeParser(BIGINT, Number)
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    types,
  })
  pool.on('connect', client => {
    // A connection that breaks while it is lent out tells its borrower; without a listener it would also end the process.
    client.on('error', () => undefined)
    client.query('SET synchronous_commit = on').catch(() => undefined)
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
