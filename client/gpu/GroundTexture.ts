import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearMipmapNearestFilter,
  RGBAFormat,
  SRGBColorSpace,
  UnsignedByteType,
} from 'three'
import { heightAt } from '../../geodata/heights.ts'
import { GROUNDS, type Ground } from '../../geodata/paint.ts'
import type { HeightField } from '../../geodata/world.ts'
import type { Look } from '../look.ts'
import { mixColour } from './daylight.ts'

/** Classes of the ground, one byte a cell, row-major from the north-west corner of the bounds. */
export interface GroundClasses {
  readonly width: number
  readonly height: number
  readonly classes: Uint8Array
}

/** How woody a class is, 0..1: the strength of its mottling. */
const WOOD: Partial<Record<Ground, number>> = {
  forest: 1,
  forestHigh: 0.9,
  park: 0.55,
  grass: 0.4,
  field: 0.35,
  rock: 0.4,
  tidal: 0.2,
}
/** Depth in metres at which water has its deep colour. */
const DEEP = 9
const SEA = GROUNDS.indexOf('sea')

/** The classes of the ground in the colours of a look: sRGB, with woodiness in alpha, mipmapped. */
export class GroundTexture {
  readonly texture: DataTexture
  private readonly ground: GroundClasses
  private readonly depth: Uint8Array
  private readonly texels: Uint32Array

  constructor(
    ground: GroundClasses,
    bounds: readonly [number, number, number, number],
    heights: HeightField,
  ) {
    const { width, height } = ground
    this.ground = ground
    this.depth = depths(ground, bounds, heights)
    this.texels = new Uint32Array(width * height)
    const bytes = new Uint8Array(this.texels.buffer)
    this.texture = new DataTexture(bytes, width, height, RGBAFormat, UnsignedByteType)
    this.texture.colorSpace = SRGBColorSpace
    this.texture.magFilter = LinearFilter
    this.texture.minFilter = LinearMipmapLinearFilter
    this.texture.generateMipmaps = true
    this.texture.anisotropy = 4
  }

  /** Sharper at flat angles for `samples` over 1; at 1 no blend of two levels either, since each look costs on the processor. */
  set sharpness(samples: number) {
    if (this.texture.anisotropy === samples) return
    this.texture.anisotropy = samples
    this.texture.minFilter = samples > 1 ? LinearMipmapLinearFilter : LinearMipmapNearestFilter
    this.texture.needsUpdate = true
  }

  /** Paint everything anew for a look. */
  paint(look: Look): void {
    const { texels, depth } = this
    const { classes } = this.ground
    const land = Uint32Array.from(GROUNDS, name => pack(look.grounds[name], WOOD[name] ?? 0))
    const water = Uint32Array.from({ length: 256 }, (_, d) =>
      pack(mixColour(look.shoreWater, look.deepWater, Math.sqrt(d / 255)), 0),
    )
    for (let k = 0; k < texels.length; k++)
      texels[k] = classes[k] === SEA ? water[depth[k]!]! : (land[classes[k]!] ?? land[0]!)
    this.texture.needsUpdate = true
  }

  dispose(): void {
    this.texture.dispose()
  }
}

/** Reads ground.png, whose grey values are classes. Throws when it is not there. */
export async function loadGround(url: string): Promise<GroundClasses> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}; run \`npm run world\``)
  const bitmap = await createImageBitmap(await response.blob(), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  })
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const rgba = context.getImageData(0, 0, width, height).data
  const classes = new Uint8Array(width * height)
  for (let k = 0; k < classes.length; k++) classes[k] = rgba[k * 4]!
  return { width, height, classes }
}

function depths(
  { width, height, classes }: GroundClasses,
  [minX, minZ, maxX, maxZ]: readonly [number, number, number, number],
  heights: HeightField,
): Uint8Array {
  const out = new Uint8Array(classes.length)
  for (let k = 0; k < classes.length; k++) {
    if (classes[k] !== SEA) continue
    const x = minX + (((k % width) + 0.5) / width) * (maxX - minX)
    const z = minZ + ((Math.floor(k / width) + 0.5) / height) * (maxZ - minZ)
    out[k] = Math.max(0, Math.min(255, (-heightAt(heights, x, z) / DEEP) * 255))
  }
  return out
}

/** Bytes r, g, b, a of a little-endian word. */
function pack(rgb: number, wood: number): number {
  return (((rgb >> 16) & 255) | (rgb & 0xff00) | ((rgb & 255) << 16) | (Math.round(wood * 255) << 24)) >>> 0
}
