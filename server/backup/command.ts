/** `npm run backup -- FILE`, `npm run backup -- drill FILE` and `npm run restore -- FILE`. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCommandLine } from '../../geodata/commandLine.ts'
import { systemClock } from '../clock.ts'
import { holdFolder } from '../DataLock.ts'
import { openStore } from '../store/openStore.ts'
import { schema } from '../tables.ts'
import { type DrillReport, drill } from './drill.ts'
import { readBackup } from './readBackup.ts'
import { sealKeyOf } from './sealKey.ts'
import { writeBackup } from './writeBackup.ts'

const USAGE = `npm run backup -- FILE        writes the whole database to FILE, sealed; the twin may run meanwhile
npm run backup -- drill FILE  brings FILE into a database of its own and says what is in it; touches nothing else
npm run restore -- FILE       brings FILE into an empty database; the twin must not run
  --encrypt                nobody reads it without the key
  --key-file FILE          the key it is sealed with; else backup.key in the data folder (made with the first backup:
                           keep a copy apart from the backups), or TWIN_BACKUP_PASSPHRASE in the environment
  --data .twin/data        folder of twin.db      --database URL   PostgreSQL instead (or DATABASE_URL)`

try {
  const [order = '', ...args] = process.argv.slice(2)
  const { values, positionals } = readCommandLine(
    USAGE,
    {
      data: { type: 'string', default: process.env.TWIN_DATA || '.twin/data' },
      database: { type: 'string' },
      'key-file': { type: 'string' },
      encrypt: { type: 'boolean', default: false },
    },
    args,
  )
  const drilling = order === 'backup' && positionals[0] === 'drill'
  const [file, ...more] = drilling ? positionals.slice(1) : positionals
  if (!file || more.length > 0 || (order !== 'backup' && order !== 'restore')) throw new Error(USAGE)
  const where = values.database ?? (process.env.DATABASE_URL || join(values.data, 'twin.db'))
  const writing = order === 'backup' && !drilling
  if (writing && existsSync(file))
    throw new Error(`${file} is there already; name another file, or move it away`)
  if (writing && !where.includes('://') && !existsSync(where))
    throw new Error(`there is no database ${where}; name its folder with --data`)
  // A database of PostgreSQL that a twin has run on is not empty, and so is refused; of SQLite none may start meanwhile.
  if (order === 'restore' && !where.includes('://'))
    holdFolder(dirname(where), { pid: process.pid, since: systemClock.now(), port: null })
  const seal = sealKeyOf(values.data, { file: values['key-file'], make: writing })
  if (drilling) sayDrill(await drill(file, seal))
  else {
    // A backup does not change what it reads: the twin on it may be an older program.
    const store = await openStore(where, schema, { asItIs: writing })
    try {
      const rows = writing
        ? await writeBackup(store, file, systemClock.now(), seal, values.encrypt)
        : await readBackup(store, file, seal)
      console.log(`${writing ? 'Backed up' : 'Restored'} ${rows.toLocaleString('en')} rows: ${file}`)
    } finally {
      await store.close()
    }
  }
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}

function sayDrill({ rows, tables, chainFault }: DrillReport): void {
  for (const { table, rows: n } of tables) console.log(`${String(n).padStart(12)}  ${table}`)
  console.log(
    `${rows.toLocaleString('en')} rows can be restored; ${chainFault ?? 'journal, audit and records hold'}`,
  )
  if (chainFault) process.exitCode = 1
}
