import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  Color,
  InstancedMesh,
  MeshLambertMaterial,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import { muted } from './muted.ts'
import { setStalls } from './setStalls.ts'

/** A stall where a car can stand: its middle, height and the way cars face, degrees. */
export interface Stall {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly facing: number
}

/** Paints seen on Korean car parks: mostly white, grey and black. */
const PAINTS = [
  0xf2f3f3, 0xf2f3f3, 0xdadde0, 0xa9aeb3, 0x6d7278, 0x2a2d31, 0x17191c, 0x2f4d78, 0x8a2b2b, 0xc7c2b4,
]
const colour = new Color()

/** Parked cars near the eye, one draw call: every taken stall has one. */
export class Cars extends InstancedMesh<BufferGeometry, MeshLambertMaterial> {
  private readonly kept: { value: number }

  constructor(most: number) {
    const material = new MeshLambertMaterial({ vertexColors: true })
    super(carGeometry(), material, most)
    this.kept = muted(material)
    this.count = 0
    this.frustumCulled = false
    this.castShadow = true
    this.setColorAt(0, colour)
  }

  /** Share of their paint that the cars keep. */
  set saturation(share: number) {
    this.kept.value = share
  }

  /** Park one car in each of these stalls; those beyond the most are left out. `key` gives each stall its paint for good. */
  park(stalls: readonly (Stall & { readonly key: number })[]): void {
    this.count = setStalls(this, stalls)
    for (let i = 0; i < this.count; i++)
      this.setColorAt(i, colour.set(PAINTS[((stalls[i]!.key * 2654435761) % 4294967296) % PAINTS.length]!))
    if (this.instanceColor) this.instanceColor.needsUpdate = true
  }

  override dispose(): this {
    this.geometry.dispose()
    this.material.dispose()
    return super.dispose() ?? this
  }
}

/** A saloon of 4.5 m: body, cabin, wheels; paint comes from the instance, glass and tyres are dark. */
function carGeometry(): BufferGeometry {
  const paint = (geometry: BufferGeometry, rgb: number): BufferGeometry => {
    colour.set(rgb)
    const count = geometry.getAttribute('position').count
    geometry.setAttribute(
      'color',
      new BufferAttribute(
        Float32Array.from({ length: count * 3 }, (_, i) => [colour.r, colour.g, colour.b][i % 3]!),
        3,
      ),
    )
    return geometry
  }
  const parts = [
    paint(new BoxGeometry(1.8, 0.62, 4.5).translate(0, 0.62, 0), 0xffffff),
    paint(new BoxGeometry(1.6, 0.5, 2.4).translate(0, 1.16, 0.2), 0x2b343c),
    paint(new BoxGeometry(1.5, 0.08, 1.9).translate(0, 1.44, 0.25), 0xf4f4f4),
    paint(new BoxGeometry(1.86, 0.5, 0.62).translate(0, 0.3, -1.4), 0x15181b),
    paint(new BoxGeometry(1.86, 0.5, 0.62).translate(0, 0.3, 1.4), 0x15181b),
  ]
  const whole = mergeGeometries(parts)
  if (!whole) throw new Error('the parts of a car do not fit together')
  return whole
}
