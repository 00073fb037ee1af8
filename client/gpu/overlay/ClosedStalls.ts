import { BoxGeometry, type BufferGeometry, InstancedMesh, MeshLambertMaterial } from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import type { Stall } from './Cars.ts'
import { muted } from './muted.ts'
import { setStalls } from './setStalls.ts'

/** Amber cross (grey where colour is kept for the abnormal) over each stall that must not be used, one draw call. */
export class ClosedStalls extends InstancedMesh<BufferGeometry, MeshLambertMaterial> {
  private readonly kept: { value: number }

  constructor(most: number) {
    const material = new MeshLambertMaterial({ color: 0xf0a93a, emissive: 0x3a2506 })
    super(crossGeometry(), material, most)
    this.kept = muted(material)
    this.count = 0
    this.frustumCulled = false
  }

  /** Share of their colour that the crosses keep. */
  set saturation(share: number) {
    this.kept.value = share
  }

  /** Close these stalls; those beyond the most are left out. */
  close(stalls: readonly Stall[]): void {
    this.count = setStalls(this, stalls)
  }

  override dispose(): this {
    this.geometry.dispose()
    this.material.dispose()
    return super.dispose() ?? this
  }
}

/** Two low bars from corner to corner of a stall of 2.5 by 5 metres. */
function crossGeometry(): BufferGeometry {
  const bar = (turn: number) => new BoxGeometry(0.34, 0.12, 5).rotateY(turn).translate(0, 0.1, 0)
  const cross = mergeGeometries([bar(0.42), bar(-0.42)])
  if (!cross) throw new Error('the bars of a closed stall do not fit together')
  return cross
}
