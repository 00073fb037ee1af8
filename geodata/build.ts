/** `npm run world`: sources → .twin/world/<hash>. Also what the server calls at its start. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Site } from '../models/site.ts'
import { makeWorld } from './makeWorld.ts'
import { readSources } from './sources.ts'
import { readWorld, writeWorld } from './tiles/writeWorld.ts'

const OUT = '.twin/world'
const SOURCES = 'geodata/sources'

/** A built world: its folder and its site. */
export interface BuiltWorld {
  readonly dir: string
  readonly site: Site
}

/** Build the world when its sources or generators changed, else answer the one that stands. A failing build leaves what stands. */
export async function buildWorld(
  options: { progress?: (step: string, part: number) => void } = {},
): Promise<BuiltWorld> {
  const progress = options.progress ?? (() => undefined)
  const version = contentHash(['geodata', 'models'])
  const dir = join(OUT, version)
  const standing = readWorld(dir)
  if (standing) return { dir, site: standing }
  const world = await makeWorld(readSources(SOURCES), (step, part) => progress(step, part * 0.5))
  const draft = `${dir}.${process.pid}.part`
  const site = await writeWorld(world, draft, version, (step, part) => progress(step, 0.5 + part * 0.5))
  rmSync(dir, { recursive: true, force: true })
  renameSync(draft, dir)
  writeFileSync(join(OUT, 'current'), version)
  forget(version)
  return { dir, site }
}

/** Hash of every file the world is made from. */
function contentHash(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(ts|geojson|csv|json)$/.test(name) || name.includes('import')) continue
      hash.update(name.replaceAll('\\', '/')).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Keep this world and the one before it. */
function forget(version: string): void {
  mkdirSync(OUT, { recursive: true })
  const log = join(OUT, 'built')
  const built = existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(v => v && v !== version)
    : []
  const kept = [...built.slice(-1), version]
  for (const name of readdirSync(OUT, { withFileTypes: true })) {
    if (name.isDirectory() && !kept.includes(name.name) && !name.name.endsWith('.part'))
      rmSync(join(OUT, name.name), { recursive: true, force: true })
  }
  writeFileSync(log, `${kept.join('\n')}\n`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const began = Date.now()
  let last = ''
  const { dir } = await buildWorld({
    progress: (step, part) => {
      const line = `${String(Math.round(part * 100)).padStart(3)} %  ${step}`
      if (line !== last) console.log(line)
      last = line
    },
  })
  const { bytes, tiles } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as {
    bytes: number
    tiles: number
  }
  console.log(
    `${dir}: ${tiles} tiles, ${(bytes / 1e6).toFixed(1)} MB, ${((Date.now() - began) / 1000).toFixed(1)} s`,
  )
}
