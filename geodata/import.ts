/** `npm run geodata:import -- <file.csv|.geojson> [--out file]`: firms of a register into a working copy of the site, as metered factories at their places. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Site } from '../models/site.ts'
import { buildWorld } from './build.ts'
import { readCommandLine } from './commandLine.ts'
import { decodeFeatures } from './features.ts'
import { decodeHeights } from './heights.ts'
import { placeFirms } from './import/placeFirms.ts'
import { readFirms } from './import/readFirms.ts'

const HELP = `npm run geodata:import -- firms.csv|firms.geojson [--out .twin/sites/firms.json]
Firms of a register become metered factories in a working copy of the site; start with it: npm start -- --site FILE`

/** What an import did. */
export interface ImportReport {
  readonly out: string
  readonly placed: number
  /** Lines or features without a usable place, with the reason. */
  readonly skipped: readonly string[]
}

/** Import a register into a working copy at `out`. A file that fails its checks throws BadFile and leaves an existing copy as it is. */
export async function importFirms(
  file: string,
  out: string,
  world?: { dir: string; site: Site },
): Promise<ImportReport> {
  const { firms, skipped } = readFirms(file)
  const { dir, site } = world ?? (await buildWorld())
  const bytes = (name: string): ArrayBuffer => new Uint8Array(readFileSync(join(dir, name))).buffer
  const copy = placeFirms(
    site,
    firms,
    decodeFeatures(bytes('features.bin')),
    decodeHeights(bytes('heights.bin')),
    basename(file),
  )
  mkdirSync(dirname(out), { recursive: true })
  const draft = `${out}.${process.pid}.part`
  writeFileSync(draft, JSON.stringify(copy))
  renameSync(draft, out)
  return { out, placed: firms.length, skipped }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { values, positionals } = readCommandLine(HELP, { out: { type: 'string' } })
    const file = positionals[0]
    if (!file) throw new Error(`name a file: ${HELP}`)
    const out = values.out ?? join('.twin/sites', `${basename(file, extname(file))}.json`)
    const had = existsSync(out)
    const { placed, skipped } = await importFirms(file, out)
    for (const line of skipped.slice(0, 50)) console.log(`skipped ${line}`)
    if (skipped.length > 50) console.log(`… and ${skipped.length - 50} more`)
    console.log(
      `${placed} firms placed, ${skipped.length} without a place; ${had ? 'replaced' : 'wrote'} ${out}\nStart with it: npm start -- --site ${out}`,
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}
