import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Dialect, SqliteDialect, type SqliteStatement } from 'kysely'
import Database from 'libsql'

/** SQLite in a file (or `:memory:`), write-ahead log, every commit on the disk before it is answered. */
export function openSqlite(path: string): Dialect {
  if (path !== ':memory:') makePrivate(path)
  const database = new Database(path)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA busy_timeout = 5000')
  database.exec('PRAGMA foreign_keys = ON')
  return new SqliteDialect({
    database: {
      close: () => void database.close(),
      prepare: text => bounded(database.prepare(text)),
    },
  })
}

/** A new database file is for its owner's eyes only: it holds password hashes. One that exists keeps the rights it was given. */
function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * libsql 0.5 ends the process when Buffers are spread as arguments or a value is undefined: parameters go in as one
 * array of values it knows.
 */
function bounded(statement: Database.Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: parameters => statement.all(parameters.map(plain)),
    run: parameters => {
      const { changes, lastInsertRowid } = statement.run(parameters.map(plain))
      return { changes, lastInsertRowid }
    },
    iterate: parameters => statement.iterate(parameters.map(plain)) as IterableIterator<unknown>,
  }
}

function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'boolean') return Number(value)
  return value
}
