import {
  type Camera,
  CanvasTexture,
  Color,
  DataTexture,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  LinearFilter,
  PlaneGeometry,
  type Ray,
  ShaderMaterial,
  type Texture,
  Vector2,
  Vector3,
} from 'three'
import type { SitePoint } from '../../../models/units.ts'
import { ScreenQuads } from './ScreenQuads.ts'
import { symbolFragment, symbolVertex } from './symbolShader.ts'

/** Glyphs of symbols; the number goes to the shader. */
export const GLYPHS = {
  dot: 0,
  square: 1,
  triangle: 2,
  diamond: 3,
  ring: 4,
  bar: 5,
  arrow: 6,
  cross: 7,
  target: 8,
} as const
export type Glyph = keyof typeof GLYPHS

/** How one symbol is drawn now. */
export interface Sign {
  readonly glyph: Glyph
  readonly colour: number
  /** Pixels across; 0 hides it. */
  readonly size: number
  /** 0..1: filling of a bar, or where an arrow points on the ground, clockwise from north, degrees / 360; for a target the size of the sign inside. */
  readonly level?: number
  /** Hatched: stale or without a line. */
  readonly stale?: boolean
  /** A second ring that comes and goes with the filling: nobody has acknowledged it. */
  readonly flash?: boolean
  /** Only the outline keeps the colour: it has returned to normal. */
  readonly hollow?: boolean
  /** A point in the middle of a hollow sign: it waits for its reset. */
  readonly core?: boolean
  /** The word of the signs beside it. */
  readonly worded?: boolean
}

/** A sign and where it stands. */
export interface PlacedSign {
  readonly place: SitePoint
  readonly sign: Sign
}

/** What sets some signs apart from others. */
interface SymbolsAs {
  /** Over everything, with a light edge: nothing of the world hides them. */
  readonly onTop?: boolean
  /** What signs say that are `worded`. */
  readonly word?: string
}

const colour = new Color()
const eye = new Vector3()
const at = new Vector3()

/** Signs over things, of constant size on the screen, each on a thin stem: all in one draw call. */
export class Symbols extends ScreenQuads {
  private readonly points: readonly SitePoint[]
  private readonly lift: number
  private readonly colours: InstancedBufferAttribute
  /** glyph, size in pixels, level, flags (1 stale, 2 flash, 4 hollow, 8 core, 16 worded). */
  private readonly signs: InstancedBufferAttribute
  private news = false

  /** One symbol a point, `lift` metres above it. All are hidden until they are set. */
  constructor(points: readonly SitePoint[], lift: number, { onTop = false, word = '' }: SymbolsAs = {}) {
    const quad = new PlaneGeometry(1, 1)
    const geometry = new InstancedBufferGeometry()
    geometry.setIndex(quad.index)
    geometry.setAttribute('position', quad.getAttribute('position'))
    geometry.instanceCount = points.length
    const foot = new Float32Array(points.flat())
    geometry.setAttribute('foot', new InstancedBufferAttribute(foot, 3).setUsage(DynamicDrawUsage))
    const colours = new InstancedBufferAttribute(new Float32Array(points.length * 3), 3).setUsage(
      DynamicDrawUsage,
    )
    const signs = new InstancedBufferAttribute(new Float32Array(points.length * 4), 4).setUsage(
      DynamicDrawUsage,
    )
    geometry.setAttribute('tone', colours)
    geometry.setAttribute('sign', signs)
    const written = drawWord(word)
    const material = new ShaderMaterial({
      vertexShader: symbolVertex,
      fragmentShader: symbolFragment,
      uniforms: {
        uView: { value: new Vector2(1, 1) },
        uLift: { value: lift },
        uTime: { value: 0 },
        uEdge: { value: new Color(0x11161c) },
        uLight: { value: new Color(0xf7fafc) },
        uOnTop: { value: onTop ? 1 : 0 },
        uWord: { value: written.texture },
        uWordSize: { value: written.size },
      },
      transparent: true,
      depthTest: !onTop,
      depthWrite: false,
    })
    super(geometry, material, onTop ? 28 : 20)
    this.points = points
    this.lift = lift
    this.colours = colours
    this.signs = signs
  }

  /** Draw symbol i like this from the next frame on. */
  set(i: number, sign: Sign): void {
    colour.set(sign.colour)
    this.put(this.colours, i, colour.r, colour.g, colour.b)
    const flags =
      (sign.stale ? 1 : 0) +
      (sign.flash ? 2 : 0) +
      (sign.hollow ? 4 : 0) +
      (sign.core ? 8 : 0) +
      (sign.worded ? 16 : 0)
    this.put(this.signs, i, GLYPHS[sign.glyph], sign.size, sign.level ?? 0, flags)
  }

  /** Move symbol i; for things that move. */
  move(i: number, [x, y, z]: SitePoint): void {
    this.put(this.geometry.getAttribute('foot') as InstancedBufferAttribute, i, x, y, z)
  }

  /** Draw these and no others, the last over the first; more than there are points are left out. */
  show(list: readonly PlacedSign[]): void {
    const count = Math.min(list.length, this.points.length)
    for (let i = 0; i < count; i++) {
      this.move(i, list[i]!.place)
      this.set(i, list[i]!.sign)
    }
    if (this.geometry.instanceCount !== count) this.news = true
    this.geometry.instanceCount = count
  }

  /** True when a frame would look different from the one before the last call. */
  takeNews(): boolean {
    const { news } = this
    this.news = false
    return news
  }

  /** Phase of the flashing, 0..1. */
  set time(value: number) {
    this.material.uniforms.uTime!.value = value
  }

  /** True when any shown symbol flashes. */
  get flashing(): boolean {
    for (let i = 0; i < this.geometry.instanceCount; i++)
      if (this.signs.getY(i) > 0 && (this.signs.getW(i) & 2) !== 0) return true
    return false
  }

  /** The symbol nearest to the ray within its size on the screen, and its distance; null for none. */
  pick(ray: Ray, camera: Camera, viewHeight: number): { index: number; distance: number } | null {
    const foot = this.geometry.getAttribute('foot')
    const scale = (2 * this.scaling) / (camera.projectionMatrix.elements[5]! * viewHeight)
    let best: { index: number; distance: number } | null = null
    eye.setFromMatrixPosition(camera.matrixWorld)
    for (let i = 0; i < this.geometry.instanceCount; i++) {
      const size = this.signs.getY(i)
      if (size <= 0) continue
      at.set(foot.getX(i), foot.getY(i), foot.getZ(i))
      const distance = at.distanceTo(eye)
      at.y += Math.max(this.lift, distance * scale * (size * 0.5 + 6))
      const reach = distance * scale * Math.max(9, size * 0.6)
      if (ray.distanceSqToPoint(at) > reach * reach) continue
      const along = at.sub(ray.origin).dot(ray.direction)
      if (along > 0 && (!best || along < best.distance)) best = { index: i, distance: along * 0.98 }
    }
    return best
  }

  /** Three or four numbers of symbol i; all symbols are written at all news, so nothing is made on the way. */
  private put(to: InstancedBufferAttribute, i: number, x: number, y: number, z: number, w = 0): void {
    const { array, itemSize } = to
    const k = i * itemSize
    const four = itemSize === 4
    const stands =
      array[k] === Math.fround(x) &&
      array[k + 1] === Math.fround(y) &&
      array[k + 2] === Math.fround(z) &&
      (!four || array[k + 3] === Math.fround(w))
    if (stands) return
    if (four) to.setXYZW(i, x, y, z, w)
    else to.setXYZ(i, x, y, z)
    to.needsUpdate = true
    this.news = true
  }

  override dispose(): void {
    super.dispose()
    ;(this.material.uniforms.uWord!.value as Texture).dispose()
  }
}

/** A word in white on black, twice as sharp as CSS pixels; one dark texel without a word or a canvas. */
function drawWord(word: string): { texture: Texture; size: Vector2 } {
  const canvas = word && typeof document !== 'undefined' ? document.createElement('canvas') : null
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return { texture: new DataTexture(new Uint8Array(4), 1, 1), size: new Vector2() }
  const font = "600 24px 'Pretendard Variable', Pretendard, sans-serif"
  pen.font = font
  canvas.width = Math.ceil(pen.measureText(word).width) + 12
  canvas.height = 36
  pen.fillStyle = '#000'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.font = font
  pen.fillStyle = '#fff'
  pen.textBaseline = 'middle'
  pen.fillText(word, 6, canvas.height * 0.53)
  const texture = new CanvasTexture(canvas)
  texture.minFilter = LinearFilter
  texture.generateMipmaps = false
  return { texture, size: new Vector2(canvas.width / 2, canvas.height / 2) }
}
