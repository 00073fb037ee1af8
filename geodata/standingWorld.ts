import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Site } from '../models/site.ts'

/** Folder of the built worlds. */
export const WORLDS = '.twin/world'

/** A built world: its folder and its site. */
export interface BuiltWorld {
  readonly dir: string
  readonly site: Site
}

/** The world of the present sources and generators, or null when it is still to be built. Loads no generator. */
export function standingWorld(version = worldVersion()): BuiltWorld | null {
  const dir = join(WORLDS, version)
  const site = readWorld(dir)
  return site && { dir, site }
}

/** The site a folder was written with, or null when the folder is not whole. */
export function readWorld(folder: string): Site | null {
  if (!existsSync(join(folder, 'manifest.json'))) return null
  return JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')) as Site
}

/** Hash of every file the world is made from. */
export function worldVersion(): string {
  const hash = createHash('sha256')
  for (const folder of ['geodata', 'models']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(ts|geojson|csv|json|bin)$/.test(name) || name.includes('import')) continue
      hash.update(name.replaceAll('\\', '/')).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
