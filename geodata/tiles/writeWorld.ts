import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { Site } from '../../models/site.ts'
import { encodeHeights, halved, heightAt } from '../heights.ts'
import { encodeTrees } from '../trees.ts'
import type { World } from '../world.ts'
import { featuresOf } from './featuresOf.ts'
import { writeTileset } from './writeTileset.ts'

/** What features were numbered when links held numbers. */
const OLD_IDS = 'geodata/sources/feature-ids-2026-11.bin'

/** Write all files of a world into an empty or new folder; answers the site with its version. */
export async function writeWorld(
  world: World,
  folder: string,
  version: string,
  progress: (step: string, part: number) => void,
): Promise<Site> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const put = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes)
  const draft: Site = { ...world.site, version, features: world.buildings.length }
  const site = { ...(JSON.parse(JSON.stringify(draft, rounded)) as Site), origin: draft.origin }
  put('features.bin', featuresOf(world))
  copyFileSync(OLD_IDS, join(folder, 'old-ids.bin'))
  put('heights.bin', encodeHeights(halved(world.terrain)))
  put('ground.png', groundPng(world))
  put('trees.bin', treesOf(world))
  put('site.json', JSON.stringify(site))
  const tiles = await writeTileset(world, folder, part => progress('tiles', part))
  const files = Object.fromEntries(filesBelow(folder).map(name => [name, statSync(join(folder, name)).size]))
  put(
    'manifest.json',
    JSON.stringify(
      {
        version,
        tiles,
        features: site.features,
        assets: site.assets.length,
        bytes: Object.values(files).reduce((a, b) => a + b, 0),
        files,
      },
      null,
      1,
    ),
  )
  return site
}

/** Metres and degrees to the centimetre: all that a place on the ground means. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}

function groundPng({ ground }: World): Buffer {
  const png = new PNG({
    width: ground.width,
    height: ground.height,
    colorType: 0,
    inputColorType: 0,
    bitDepth: 8,
    inputHasAlpha: false,
  })
  png.data = Buffer.from(ground.classes.buffer, ground.classes.byteOffset, ground.classes.byteLength)
  return PNG.sync.write(png, {
    colorType: 0,
    inputColorType: 0,
    inputHasAlpha: false,
    deflateLevel: 9,
    filterType: 0,
  })
}

function treesOf({ trees, terrain }: World): Uint8Array {
  return encodeTrees({
    count: trees.length,
    x: Float32Array.from(trees, t => t.x),
    y: Float32Array.from(trees, t => heightAt(terrain, t.x, t.z)),
    z: Float32Array.from(trees, t => t.z),
    height: Uint8Array.from(trees, t => Math.min(255, Math.round(t.height * 10))),
    kind: Uint8Array.from(trees, t => t.kind),
  })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .map(name => name.replaceAll('\\', '/'))
    .sort()
}
