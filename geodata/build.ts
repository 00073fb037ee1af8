/** `npm run world`: sources → .twin/world/<hash>. Also what the server calls at its start. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readCommandLine } from './commandLine.ts'
import { makeWorld } from './makeWorld.ts'
import { readSources } from './sources.ts'
import { type BuiltWorld, readWorld, standingWorld, WORLDS, worldVersion } from './standingWorld.ts'
import { writeWorld } from './tiles/writeWorld.ts'

const HELP = `npm run world
Turns geodata/sources into OGC 3D Tiles 1.1 below .twin/world; what stands already is left as it is. It takes no settings.`
const SOURCES = 'geodata/sources'

/** Build the world when its sources or generators changed, else answer the one that stands. A failing build leaves what stands; of two at a time the first to be done stays. */
export async function buildWorld(
  options: { progress?: (step: string, part: number) => void } = {},
): Promise<BuiltWorld> {
  const progress = options.progress ?? (() => undefined)
  const version = worldVersion()
  const dir = join(WORLDS, version)
  const standing = standingWorld(version)
  if (standing) return standing
  const world = await makeWorld(readSources(SOURCES), (step, part) => progress(step, part * 0.5))
  const draft = `${dir}.${process.pid}.part`
  const site = await writeWorld(world, draft, version, (step, part) => progress(step, 0.5 + part * 0.5))
  settle(draft, dir)
  writeFileSync(join(WORLDS, 'current'), version)
  forget(version)
  return { dir, site }
}

/** Put a whole draft in its place, unless another build of the same world was there first. */
function settle(draft: string, dir: string): void {
  if (!readWorld(dir)) rmSync(dir, { recursive: true, force: true })
  try {
    renameSync(draft, dir)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!readWorld(dir)) throw error
  }
}

/** Keep this world and the one before it, and the drafts of builds that still run. */
function forget(version: string): void {
  mkdirSync(WORLDS, { recursive: true })
  const log = join(WORLDS, 'built')
  const built = existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(v => v && v !== version)
    : []
  const kept = [...built.slice(-1), version]
  for (const name of readdirSync(WORLDS, { withFileTypes: true })) {
    if (name.isDirectory() && !kept.includes(name.name) && !isRunning(name.name))
      rmSync(join(WORLDS, name.name), { recursive: true, force: true })
  }
  writeFileSync(log, `${kept.join('\n')}\n`)
}

/** True for the draft `<version>.<pid>.part` of a process that lives. */
function isRunning(draft: string): boolean {
  const pid = Number(/\.(\d+)\.part$/.exec(draft)?.[1])
  if (!(pid > 0)) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  readCommandLine(HELP, {})
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
