/** `npm run geodata:import -- <file.csv|.geojson> [--out file]`: firms of a register into a working copy of the site, as metered factories at their places. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Site } from '../models/site.ts'
import { buildWorld } from './build.ts'
import { readCommandLine } from './commandLine.ts'
import { decodeFeatures } from './features.ts'
import { decodeHeights } from './heights.ts'
import { type Columns, readColumnsSetting } from './import/columns.ts'
import { keepBackup } from './import/keepBackup.ts'
import { placeFirms } from './import/placeFirms.ts'
import { type ReadingSettings, readCrsSetting, readFirms } from './import/readFirms.ts'
import { readSite } from './read/site.ts'

const HELP = `npm run geodata:import -- firms.csv|firms.geojson [--out .twin/sites/firms.json]
  --columns name=업체명,lat=위도,lon=경도   which column holds what, where its name is not known (name, lat, lon, x, y, employees, address, industry)
  --crs EPSG:5186                          system of the coordinates, where the file names none (4326, 5179, 5185 to 5188)
  --decimal point|comma                    the mark before fractions, where the file does not show it
Firms of a register become metered factories in a working copy of the site; start with it: npm start -- --site FILE`

/** What an import did. */
export interface ImportReport {
  readonly out: string
  readonly placed: number
  /** Lines or features without a usable place, with the reason. */
  readonly skipped: readonly string[]
  /** Where the copy that stood before is kept; null when there was none. */
  readonly backup: string | null
}

/** How an import goes about it. */
export interface ImportSettings extends ReadingSettings {
  /** Hears how the file was understood before anything is written. */
  readonly tell?: (line: string) => void
  readonly world?: { readonly dir: string; readonly site: Site }
}

/** Import a register into a working copy at `out`. A file that fails its checks or places nothing throws BadFile and leaves an existing copy as it is. */
export async function importFirms(
  file: string,
  out: string,
  settings: ImportSettings = {},
): Promise<ImportReport> {
  if (resolve(file) === resolve(out))
    throw new Error(`--out ${out}: is the register itself; name another file`)
  const { firms, skipped, understood } = readFirms(file, settings)
  for (const line of understood) settings.tell?.(line)
  const { dir, site } = settings.world ?? (await buildWorld())
  const bytes = (name: string): ArrayBuffer => new Uint8Array(readFileSync(join(dir, name))).buffer
  const copy = placeFirms(
    site,
    firms,
    decodeFeatures(bytes('features.bin')),
    decodeHeights(bytes('heights.bin')),
    basename(file),
  )
  return { out, placed: firms.length, skipped, backup: replace(out, copy) }
}

/** Write the copy whole and checked, or not at all; what stood is kept beside it. */
function replace(out: string, copy: Site): string | null {
  mkdirSync(dirname(out), { recursive: true })
  const draft = `${out}.${process.pid}.part`
  try {
    const handle = openSync(draft, 'w')
    writeFileSync(handle, JSON.stringify(copy))
    fsyncSync(handle)
    closeSync(handle)
    readSite(draft)
    const backup = keepBackup(out)
    renameSync(draft, out)
    return backup
  } finally {
    rmSync(draft, { force: true })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { values, positionals } = readCommandLine(HELP, {
      out: { type: 'string' },
      columns: { type: 'string', multiple: true },
      crs: { type: 'string' },
      decimal: { type: 'string' },
    })
    const file = positionals[0]
    if (!file) throw new Error(`name a file: ${HELP}`)
    if (values.decimal !== undefined && !['point', 'comma'].includes(values.decimal))
      throw new Error(`--decimal ${values.decimal}: must be point or comma`)
    const columns: Columns = Object.assign({}, ...(values.columns ?? []).map(readColumnsSetting))
    const out = values.out ?? join('.twin/sites', `${basename(file, extname(file))}.json`)
    const { placed, skipped, backup } = await importFirms(file, out, {
      columns,
      ...(values.crs === undefined ? {} : { crs: readCrsSetting(values.crs) }),
      ...(values.decimal === undefined ? {} : { decimal: values.decimal === 'comma' ? ',' : '.' }),
      tell: line => console.log(`understood: ${line}`),
    })
    for (const line of skipped.slice(0, 50)) console.log(`skipped ${line}`)
    if (skipped.length > 50) console.log(`… and ${skipped.length - 50} more`)
    console.log(
      `${placed} firms placed, ${skipped.length} left out; wrote ${out}${backup ? `, what stood is kept in ${backup}` : ''}\nStart with it: npm start -- --site ${out}`,
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}
