import {
  type BufferAttribute,
  type Camera,
  CanvasTexture,
  Color,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  PlaneGeometry,
  ShaderMaterial,
  Vector2,
  Vector3,
} from 'three'
import type { SitePoint } from '../../../models/units.ts'
import { type Boxed, placeLabels } from './placeLabels.ts'
import { ScreenQuads } from './ScreenQuads.ts'
import { BLOCK, GLYPH_CELL, type GlyphAtlas, glyphAtlas } from './tagGlyphs.ts'
import { tagFragment, tagVertex } from './tagShader.ts'

/** A short text on a chip. */
export interface Tag {
  /** Characters of tagGlyphs; those it does not know are left out. */
  readonly text: string
  readonly ink: number
  readonly chip: number
  /** Stale: the chip is hatched. */
  readonly stale: boolean
  /** Order in which tags get their place on the screen, highest first; below 0 it is not shown. */
  readonly weight: number
}

/** Characters of a tag at most. */
const LONGEST = 8
const HEIGHT = 20
const PADDING = 6
/** Pixels a tag stands above its point. */
const RISE = 16

const colour = new Color()
const at = new Vector3()

/** Live numbers over places: chips of constant size, each character an instance, all in one draw call. None covers another. */
export class Tags extends ScreenQuads {
  private readonly points: readonly SitePoint[]
  private readonly atlas: GlyphAtlas
  private readonly tags: (Tag | null)[]
  private readonly boxes: Boxed[]
  private readonly foot: InstancedBufferAttribute
  /** Pixels right of the middle, width, glyph, hatched. */
  private readonly cell: InstancedBufferAttribute
  private readonly tone: InstancedBufferAttribute

  /** One tag a point at most; `lift` metres above it. */
  constructor(points: readonly SitePoint[], lift: number) {
    const atlas = glyphAtlas()
    const texture = new CanvasTexture(atlas.canvas)
    texture.minFilter = LinearFilter
    texture.generateMipmaps = false
    const quad = new PlaneGeometry(1, 1)
    const geometry = new InstancedBufferGeometry()
    geometry.setIndex(quad.index)
    geometry.setAttribute('position', quad.getAttribute('position') as BufferAttribute)
    const most = points.length * (LONGEST + 1)
    const attribute = (name: string, size: number) => {
      const made = new InstancedBufferAttribute(new Float32Array(most * size), size).setUsage(
        DynamicDrawUsage,
      )
      geometry.setAttribute(name, made)
      return made
    }
    const [foot, cell, tone] = [attribute('foot', 3), attribute('cell', 4), attribute('tone', 3)]
    geometry.instanceCount = 0
    const material = new ShaderMaterial({
      vertexShader: tagVertex,
      fragmentShader: tagFragment,
      uniforms: {
        uGlyphs: { value: texture },
        uView: { value: new Vector2(1, 1) },
        uCells: { value: atlas.count },
      },
      transparent: true,
      depthTest: false,
      depthWrite: false,
    })
    super(geometry, material, 25)
    this.points = points.map(([x, y, z]) => [x, y + lift, z])
    this.atlas = atlas
    this.foot = foot
    this.cell = cell
    this.tone = tone
    this.tags = points.map(() => null)
    this.boxes = points.map(() => ({ x: 0, y: 0, width: 0, height: HEIGHT + 4 }))
  }

  /** Say this at point i from the next layout on; null takes the tag away. True when that is something else than before. */
  set(i: number, tag: Tag | null): boolean {
    if (alike(this.tags[i] ?? null, tag)) return false
    this.tags[i] = tag
    this.boxes[i] = { ...this.boxes[i]!, width: tag ? this.widthOf(tag.text) + 4 : 0 }
    return true
  }

  /** Choose which tags are shown from here, off the obstacles, and lay out their characters. */
  layOut(camera: Camera, width: number, height: number, obstacles: readonly Boxed[]): void {
    const candidates: number[] = []
    this.tags.forEach((tag, i) => {
      if (!tag || tag.weight < 0) return
      at.set(...this.points[i]!).project(camera)
      if (at.z > 1 || Math.abs(at.x) > 1.02 || Math.abs(at.y) > 1.02) return
      const box = this.boxes[i]!
      box.x = ((at.x + 1) / 2) * width
      box.y = ((1 - at.y) / 2) * height - RISE
      candidates.push(i)
    })
    candidates.sort((a, b) => this.tags[b]!.weight - this.tags[a]!.weight || a - b)
    let used = 0
    for (const i of placeLabels(this.boxes, candidates, obstacles)) used = this.write(i, used)
    this.geometry.instanceCount = used
    for (const attribute of [this.foot, this.cell, this.tone]) attribute.needsUpdate = true
  }

  override dispose(): void {
    super.dispose()
    ;(this.material.uniforms.uGlyphs!.value as CanvasTexture).dispose()
  }

  /** Chip and characters of tag i from instance `used` on; answers the next free one. */
  private write(i: number, used: number): number {
    const { text, ink, chip, stale } = this.tags[i]!
    const width = this.widthOf(text)
    this.put(used++, i, 0, width, BLOCK, stale, chip)
    let right = PADDING - width / 2
    for (const character of this.known(text)) {
      const glyph = this.atlas.glyphs.get(character)!
      this.put(used++, i, right + glyph.width / 2, GLYPH_CELL, glyph.cell, false, ink)
      right += glyph.width
    }
    return used
  }

  private put(
    k: number,
    i: number,
    right: number,
    width: number,
    cell: number,
    stale: boolean,
    rgb: number,
  ): void {
    this.foot.setXYZ(k, ...this.points[i]!)
    this.cell.setXYZW(k, right, width, cell, stale ? 1 : 0)
    colour.set(rgb)
    this.tone.setXYZ(k, colour.r, colour.g, colour.b)
  }

  private widthOf(text: string): number {
    return this.known(text).reduce(
      (sum, character) => sum + this.atlas.glyphs.get(character)!.width,
      2 * PADDING,
    )
  }

  private known(text: string): string[] {
    return [...text].filter(character => this.atlas.glyphs.has(character)).slice(0, LONGEST)
  }
}

function alike(a: Tag | null, b: Tag | null): boolean {
  if (!a || !b) return a === b
  return (
    a.text === b.text && a.ink === b.ink && a.chip === b.chip && a.stale === b.stale && a.weight === b.weight
  )
}
