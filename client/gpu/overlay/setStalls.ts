import { type InstancedMesh, Matrix4, Quaternion, Vector3 } from 'three'
import type { Stall } from './Cars.ts'

const UP = new Vector3(0, 1, 0)
const ONE = new Vector3(1, 1, 1)
const matrix = new Matrix4()
const turn = new Quaternion()
const position = new Vector3()

/** Put one instance in each stall, facing its way; answers how many found room. */
export function setStalls(mesh: InstancedMesh, stalls: readonly Stall[]): number {
  const n = Math.min(stalls.length, mesh.instanceMatrix.count)
  for (let i = 0; i < n; i++) {
    const { x, y, z, facing } = stalls[i]!
    turn.setFromAxisAngle(UP, (-facing * Math.PI) / 180)
    mesh.setMatrixAt(i, matrix.compose(position.set(x, y, z), turn, ONE))
  }
  mesh.instanceMatrix.needsUpdate = true
  return n
}
