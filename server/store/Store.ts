import type { Kysely, Migration } from 'kysely'

/** The two engines the durable plane runs on; one schema, one test suite. */
export type Engine = 'sqlite' | 'postgres'

/** An open database whose schema is at its newest version. `T` are the tables its user knows. */
export interface Store<T = unknown> {
  readonly db: Kysely<T>
  readonly engine: Engine
  close(): Promise<void>
}

/** The versions of one subject's tables, by a name that sorts: `alarms-001`. A version that has run is never edited. */
export type Migrations = (engine: Engine) => Readonly<Record<string, Migration>>

/** The one store of a process, as each subject sees its own tables in it. */
// biome-ignore lint/suspicious/noExplicitAny: a query builder cannot be narrowed to some of its tables by its type.
export type AnyStore = Store<any>
