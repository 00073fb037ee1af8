/** `npm run backup -- FILE` and `npm run restore -- FILE` [--data FOLDER | --database URL]. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCommandLine } from '../../geodata/commandLine.ts'
import { systemClock } from '../clock.ts'
import { holdFolder } from '../DataLock.ts'
import { openStore } from '../store/openStore.ts'
import { subjects } from '../tables.ts'
import { readBackup } from './readBackup.ts'
import { writeBackup } from './writeBackup.ts'

const USAGE = `npm run backup -- FILE     writes the whole database to FILE; the twin may run meanwhile
npm run restore -- FILE    brings FILE into an empty database; the twin must not run
  --data .twin/data        folder of twin.db      --database URL   PostgreSQL instead (or DATABASE_URL)`

try {
  const [order = '', ...args] = process.argv.slice(2)
  const { values, positionals } = readCommandLine(
    USAGE,
    {
      data: { type: 'string', default: process.env.TWIN_DATA || '.twin/data' },
      database: { type: 'string' },
    },
    args,
  )
  const [file, ...more] = positionals
  if (!file || more.length > 0 || (order !== 'backup' && order !== 'restore')) throw new Error(USAGE)
  const where = values.database ?? (process.env.DATABASE_URL || join(values.data, 'twin.db'))
  if (order === 'backup' && existsSync(file))
    throw new Error(`${file} is there already; name another file, or move it away`)
  if (order === 'backup' && !where.includes('://') && !existsSync(where))
    throw new Error(`there is no database ${where}; name its folder with --data`)
  // A database of PostgreSQL that a twin has run on is not empty, and so is refused; of SQLite none may start meanwhile.
  if (order === 'restore' && !where.includes('://'))
    holdFolder(dirname(where), { pid: process.pid, since: systemClock.now(), port: null })
  // A backup does not change what it reads: the twin on it may be an older program.
  const store = await openStore(where, subjects, { asItIs: order === 'backup' })
  try {
    const rows =
      order === 'backup' ? await writeBackup(store, file, systemClock.now()) : await readBackup(store, file)
    console.log(`${order === 'backup' ? 'Backed up' : 'Restored'} ${rows.toLocaleString('en')} rows: ${file}`)
  } finally {
    await store.close()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}
