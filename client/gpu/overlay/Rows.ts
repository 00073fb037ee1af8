import {
  BoxGeometry,
  type BufferGeometry,
  Color,
  DynamicDrawUsage,
  InstancedMesh,
  Matrix4,
  MeshLambertMaterial,
  Quaternion,
  Vector3,
} from 'three'
import type { Row } from '../../../models/body.ts'

const matrix = new Matrix4()
const turn = new Quaternion()
const tilted = new Quaternion()
const position = new Vector3()
const one = new Vector3(1, 1, 1)
const UP = new Vector3(0, 1, 0)
const EAST = new Vector3(1, 0, 0)
const colour = new Color()

/** Parts that stand in rows, such as solar panels. One draw call; parts of a group lie together. */
export class Rows extends InstancedMesh<BufferGeometry, MeshLambertMaterial> {
  /** First instance of each group; one more entry at the end. */
  readonly first: Uint32Array

  /** A group's rows at height `y`, its parts tilted forward by `tilt` degrees. */
  constructor(
    geometry: BufferGeometry,
    groups: readonly { readonly rows: readonly Row[]; readonly y: number; readonly tilt: number }[],
  ) {
    const count = groups.reduce((sum, group) => sum + group.rows.reduce((n, row) => n + row.count, 0), 0)
    super(geometry, new MeshLambertMaterial(), count)
    this.frustumCulled = false
    this.first = new Uint32Array(groups.length + 1)
    let at = 0
    groups.forEach(({ rows, y, tilt }, g) => {
      this.first[g] = at
      tilted.setFromAxisAngle(EAST, (-tilt * Math.PI) / 180)
      for (const row of rows) at = this.lay(row, y, at)
    })
    this.first[groups.length] = at
    this.setColorAt(0, colour.set(0xffffff))
    this.instanceColor?.setUsage(DynamicDrawUsage)
  }

  /** Colour all parts of a group. */
  paint(group: number, rgb: number): void {
    colour.set(rgb)
    for (let i = this.first[group]!; i < this.first[group + 1]!; i++) this.setColorAt(i, colour)
    if (this.instanceColor) this.instanceColor.needsUpdate = true
  }

  override dispose(): this {
    this.geometry.dispose()
    this.material.dispose()
    return super.dispose() ?? this
  }

  private lay({ from, to, count, facing }: Row, y: number, at: number): number {
    turn.setFromAxisAngle(UP, (-facing * Math.PI) / 180).multiply(tilted)
    for (let k = 0; k < count; k++) {
      const f = count === 1 ? 0.5 : k / (count - 1)
      position.set(from[0] + (to[0] - from[0]) * f, y, from[1] + (to[1] - from[1]) * f)
      this.setMatrixAt(at++, matrix.compose(position, turn, one))
    }
    return at
  }
}

/** A table of modules: thin, dark, its upper edge to the back of where it faces. */
export function panelGeometry([width, height, depth]: readonly [number, number, number]): BufferGeometry {
  return new BoxGeometry(width, Math.min(0.12, height), depth).translate(0, 0.5, 0)
}
