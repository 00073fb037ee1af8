import pg from 'pg'
import type { Clock } from '../clock.ts'
import { pause } from '../turn.ts'

/** Milliseconds between two looks at the lock, and after which a look that is not answered counts as a broken line. */
const LOOK = 500
const PATIENCE = 1_500
/** Times that a server which wants to be the only one asks again. */
const TRIES = 4
/** PostgreSQL cuts names of applications here. */
const LONGEST_NAME = 63
/** The lock is of this name in the schema that holds the tables: two installations in one database do not meet. */
const LOCK = `hashtextextended(current_schema() || '/changwon-twin/owner', 0)`
/** A dead machine is noticed by the database after 3 s and lets go of the lock. */
const KEEPALIVE = 'SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2'

/** A term as owner: its fencing epoch, greater than that of every term before. */
export interface Term {
  readonly epoch: number
}

/**
 * Who of several processes owns the twin: whoever holds an advisory lock of PostgreSQL. A term that lost its line asks
 * for the lock again and goes on when nobody took it meanwhile; once another has begun a term, this one is over.
 */
export class Ownership {
  /** The present or last term; null before the first. */
  term: Term | null = null
  /** True while the lock is known to be held: the history may be written. */
  holds = false
  private readonly where: string
  private readonly clock: Clock
  private readonly url: string
  private client: pg.Client | null = null
  private ended = false

  /** `where` is the database whose schema is up to date; `url` the address at which gateways reach this process. */
  constructor(where: string, clock: Clock, url: string) {
    this.where = where
    this.clock = clock
    this.url = url
  }

  /** Wait until this process owns the twin, however long that takes and whether or not the database answers. Null when `close` was called meanwhile. */
  async win(): Promise<Term | null> {
    while (!this.ended) {
      const term = await this.tryOnce().catch(() => this.drop().then(() => null))
      if (term) return term
      await pause(LOOK)
    }
    return null
  }

  /** Own at once, or null when another does: for a server that is to be the only one. */
  async take(): Promise<Term | null> {
    for (let tries = 0; ; tries++) {
      const term = await this.tryOnce()
      if (term) return term
      // The database may not have noticed yet that a process killed just now is gone.
      if (tries === TRIES) return null
      await pause(LOOK)
    }
  }

  /** Who owns, in words. */
  async holder(): Promise<string> {
    const client = await this.line()
    const { rows } = await within(
      client.query<{ name: string; since: Date }>(
        `SELECT a.application_name AS name, a.backend_start AS since
         FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND a.datname = current_database()
           AND ((l.classid::bigint << 32) | l.objid::bigint) = ${LOCK}`,
      ),
    )
    const [first] = rows
    return first ? `${first.name} since ${first.since.toISOString()}` : 'another process'
  }

  /** Look after the lock until another process has begun a term; then `lost` is called once. */
  watch(lost: (reason: string) => void): void {
    const look = async (): Promise<void> => {
      if (this.ended) return
      const taken = await this.look().catch(() => null)
      if (this.ended) return
      if (taken !== null) {
        this.ended = true
        void this.drop()
        return lost(`another process owns the twin since its epoch ${taken}`)
      }
      setTimeout(() => void look(), LOOK)
    }
    void look()
  }

  /** Let go: another process may own at once. */
  async close(): Promise<void> {
    this.ended = true
    await this.drop()
  }

  /** Take the lock and begin a term, or null when another holds it. */
  private async tryOnce(): Promise<Term | null> {
    const client = await this.line()
    if (!(await lock(client))) return null
    // Seconds keep an epoch apart from those of processes that ran alone.
    const seconds = Math.floor(this.clock.now() / 1000)
    const { rows } = await within(
      client.query<{ epoch: string }>(
        `INSERT INTO cluster_owner (id, epoch, url) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET epoch = GREATEST(cluster_owner.epoch + 1, $1), url = $2 RETURNING epoch`,
        [seconds, this.url],
      ),
    )
    this.term = { epoch: Number(rows[0]!.epoch) }
    this.holds = true
    return this.term
  }

  /** Null while the term goes on, with the lock or without an answer; else the epoch of the term that came after. */
  private async look(): Promise<number | null> {
    try {
      const client = await this.line()
      const { rows } = await within(
        client.query<{ epoch: string }>('SELECT epoch FROM cluster_owner WHERE id = 1'),
      )
      const epoch = Number(rows[0]?.epoch ?? 0)
      if (epoch !== this.term?.epoch) return epoch
      if (!this.holds) this.holds = await lock(client)
      return null
    } catch (error) {
      await this.drop()
      throw error
    }
  }

  private async line(): Promise<pg.Client> {
    if (this.client) return this.client
    const client = new pg.Client({
      connectionString: this.where,
      connectionTimeoutMillis: PATIENCE,
      application_name: `twin process ${process.pid} at ${this.url}`.slice(0, LONGEST_NAME),
      keepAlive: true,
    })
    const broken = (): void => {
      if (this.client !== client) return
      this.client = null
      this.holds = false
    }
    client.on('error', broken)
    client.on('end', broken)
    try {
      await client.connect()
      await within(client.query(KEEPALIVE))
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
    this.client = client
    return client
  }

  private async drop(): Promise<void> {
    const { client } = this
    this.client = null
    this.holds = false
    await Promise.race([client?.end().catch(() => undefined), pause(PATIENCE)])
  }
}

async function lock(client: pg.Client): Promise<boolean> {
  const { rows } = await within(client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS got`))
  return rows[0]!.got
}

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
