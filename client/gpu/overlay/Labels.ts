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

/** A word over a place. */
export interface Label {
  readonly text: string
  readonly place: SitePoint
  /** 0 (most important) to 3. */
  readonly rank: number
  /** Metres the word stands above its place. */
  readonly lift: number
}

/** Farthest distance in metres at which a rank is shown. */
const REACH = [40_000, 9_000, 3_600, 1_500]
const SIZE = [17, 14, 13, 12]
/** Edge of the room a sign takes above its place. */
const SIGN = 34
/** The atlas is drawn at this many pixels a CSS pixel. */
const SHARP = 2
const ATLAS = 2048
const FONT = "'Pretendard Variable', Pretendard, sans-serif"

const point = new Vector3()
const eye = new Vector3()

/** Names over the world in one draw call: drawn once into an atlas, laid out so that none covers another. */
export class Labels extends ScreenQuads {
  private readonly labels: readonly Label[]
  private readonly shown: InstancedBufferAttribute
  private readonly boxes: Boxed[]
  private readonly texture: CanvasTexture

  constructor(labels: readonly Label[], dark: boolean) {
    const { canvas, cells } = drawAtlas(labels)
    const texture = new CanvasTexture(canvas)
    texture.minFilter = LinearFilter
    texture.generateMipmaps = false
    const quad = new PlaneGeometry(1, 1)
    const geometry = new InstancedBufferGeometry()
    geometry.setIndex(quad.index)
    geometry.setAttribute('position', quad.getAttribute('position') as BufferAttribute)
    geometry.instanceCount = labels.length
    const foot = new Float32Array(labels.flatMap(({ place: [x, y, z], lift }) => [x, y, z, lift]))
    geometry.setAttribute('foot', new InstancedBufferAttribute(foot, 4))
    geometry.setAttribute(
      'cell',
      new InstancedBufferAttribute(new Float32Array(cells.flatMap(c => [c.x, c.y, c.width, c.height])), 4),
    )
    const shown = new InstancedBufferAttribute(new Float32Array(labels.length), 1).setUsage(DynamicDrawUsage)
    geometry.setAttribute('shown', shown)
    const material = new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: {
        uAtlas: { value: texture },
        uView: { value: new Vector2(1, 1) },
        uInk: { value: new Color(dark ? 0xf2f5f7 : 0x14202b) },
        uHalo: { value: new Color(dark ? 0x0d1319 : 0xffffff) },
      },
      transparent: true,
      depthTest: false,
      depthWrite: false,
    })
    super(geometry, material, 30)
    this.labels = labels
    this.shown = shown
    this.texture = texture
    this.boxes = cells.map(c => ({ x: 0, y: 0, width: c.width / SHARP + 6, height: c.height / SHARP + 2 }))
  }

  /**
   * Choose which names are shown from here: in reach, in view, the important first, none over another, over the sign of
   * a place kept free or under a panel. Answers the places they take.
   */
  layOut(
    camera: Camera,
    width: number,
    height: number,
    free: readonly SitePoint[] = [],
    panels: readonly Boxed[] = [],
  ): Boxed[] {
    eye.setFromMatrixPosition(camera.matrixWorld)
    const candidates: number[] = []
    this.labels.forEach(({ place, rank, lift }, i) => {
      point.set(place[0], place[1] + lift, place[2])
      if (point.distanceTo(eye) > REACH[rank]!) return
      point.project(camera)
      if (point.z > 1 || Math.abs(point.x) > 1.05 || Math.abs(point.y) > 1.05) return
      const box = this.boxes[i]!
      box.x = ((point.x + 1) / 2) * width
      box.y = ((1 - point.y) / 2) * height - box.height / 2 - 8
      candidates.push(i)
    })
    candidates.sort((a, b) => this.labels[a]!.rank - this.labels[b]!.rank || a - b)
    const signs = free.map(([x, y, z]) => {
      point.set(x, y, z).project(camera)
      return {
        x: ((point.x + 1) / 2) * width,
        y: ((1 - point.y) / 2) * height - SIGN / 2,
        width: SIGN,
        height: SIGN,
      }
    })
    const kept = placeLabels(this.boxes, candidates, [...signs, ...panels])
    for (let i = 0; i < this.labels.length; i++) this.shown.setX(i, kept.has(i) ? 1 : 0)
    this.shown.needsUpdate = true
    return Array.from(kept, i => this.boxes[i]!)
  }

  override dispose(): void {
    super.dispose()
    this.texture.dispose()
  }
}

interface Cell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Every word once, in white with a red channel for ink and a green one for the halo. */
function drawAtlas(labels: readonly Label[]): { canvas: HTMLCanvasElement; cells: Cell[] } {
  const canvas = document.createElement('canvas')
  canvas.width = ATLAS
  canvas.height = ATLAS
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser has no 2D canvas for labels')
  pen.fillStyle = '#000'
  pen.fillRect(0, 0, ATLAS, ATLAS)
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  let [x, y, row] = [0, 0, 0]
  const cells = labels.map(({ text, rank }): Cell => {
    const size = SIZE[rank]! * SHARP
    pen.font = `${rank === 0 ? 700 : 600} ${size}px ${FONT}`
    const width = Math.min(ATLAS, Math.ceil(pen.measureText(text).width) + 12)
    const height = Math.ceil(size * 1.5)
    if (x + width > ATLAS) {
      x = 0
      y += row
      row = 0
    }
    row = Math.max(row, height)
    pen.globalCompositeOperation = 'lighter'
    pen.lineWidth = 3.2 * SHARP
    pen.strokeStyle = '#0f0'
    pen.strokeText(text, x + 6, y + height / 2)
    pen.fillStyle = '#f00'
    pen.fillText(text, x + 6, y + height / 2)
    const cell = { x, y, width, height }
    x += width
    return cell
  })
  return { canvas, cells }
}

const VERTEX = /* glsl */ `
attribute vec4 foot;
attribute vec4 cell;
attribute float shown;
uniform vec2 uView;
varying vec2 vUv;
void main() {
  vec4 clip = projectionMatrix * viewMatrix * vec4(foot.x, foot.y + foot.w, foot.z, 1.0);
  vec2 size = cell.zw / ${SHARP.toFixed(1)};
  vec2 middle = floor((clip.xy / clip.w * 0.5 + 0.5) * uView) + vec2(0.0, 8.0 + size.y * 0.5);
  vec2 at = middle + position.xy * size;
  vUv = vec2(cell.x + (position.x + 0.5) * cell.z, ${ATLAS}.0 - cell.y - (0.5 - position.y) * cell.w) / ${ATLAS}.0;
  gl_Position = shown < 0.5 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4(at / uView * 2.0 - 1.0, 0.0, 1.0);
}
`

const FRAGMENT = /* glsl */ `
uniform sampler2D uAtlas;
uniform vec3 uInk;
uniform vec3 uHalo;
varying vec2 vUv;
void main() {
  vec4 texel = texture2D(uAtlas, vUv);
  float alpha = max(texel.r, texel.g * 0.85);
  if (alpha < 0.03) discard;
  gl_FragColor = vec4(mix(uHalo, uInk, texel.r), alpha);
  #include <colorspace_fragment>
}
`
