import { Group, InstancedMesh, Matrix4, MeshLambertMaterial, Quaternion, Vector3 } from 'three'
import type { Form } from '../../../models/form.ts'
import type { Degrees, SitePoint } from '../../../models/units.ts'
import { muted } from './muted.ts'
import { solidGeometry } from './solidGeometry.ts'

/** A thing in its place. */
export interface Placed {
  readonly form: Form
  readonly place: SitePoint
  readonly heading: Degrees
  readonly scale: number
}

const matrix = new Matrix4()
const position = new Vector3()
const turn = new Quaternion()
const size = new Vector3()
const UP = new Vector3(0, 1, 0)

/** All small things of the site, one draw call a form; hidden when the eye is too far to see them. */
export class Things extends Group {
  private readonly meshes: readonly InstancedMesh[]
  private readonly kept: readonly { value: number }[]
  /** Mesh and instance of each placed thing. */
  private readonly where: readonly { readonly mesh: InstancedMesh; readonly instance: number }[]

  constructor(placed: readonly Placed[]) {
    super()
    const byForm = grouped(placed)
    const meshes = new Map<Form, InstancedMesh>()
    const kept: { value: number }[] = []
    for (const [form, list] of byForm) {
      const material = new MeshLambertMaterial({ vertexColors: true })
      kept.push(muted(material))
      const mesh = new InstancedMesh(solidGeometry(form), material, list.length)
      mesh.frustumCulled = false
      mesh.castShadow = true
      meshes.set(form, mesh)
    }
    const next = new Map<Form, number>()
    this.where = placed.map(({ form, place, heading, scale }) => {
      const mesh = meshes.get(form)!
      const instance = next.get(form) ?? 0
      next.set(form, instance + 1)
      mesh.setMatrixAt(instance, poseOf(place, heading, scale))
      return { mesh, instance }
    })
    this.kept = kept
    this.meshes = [...meshes.values()]
    this.add(...this.meshes)
  }

  /** Share of their colours that the things keep. */
  set saturation(share: number) {
    for (const kept of this.kept) kept.value = share
  }

  /** Stand thing i somewhere else. */
  move(i: number, place: SitePoint, heading: Degrees, scale = 1): void {
    const { mesh, instance } = this.where[i]!
    mesh.setMatrixAt(instance, poseOf(place, heading, scale))
    mesh.instanceMatrix.needsUpdate = true
  }

  override dispose(): void {
    for (const mesh of this.meshes) {
      mesh.geometry.dispose()
      ;(mesh.material as MeshLambertMaterial).dispose()
      mesh.dispose()
    }
  }
}

function poseOf(place: SitePoint, heading: Degrees, scale: number): Matrix4 {
  turn.setFromAxisAngle(UP, (-heading * Math.PI) / 180)
  return matrix.compose(position.set(...place), turn, size.setScalar(scale))
}

function grouped(placed: readonly Placed[]): Map<Form, Placed[]> {
  const groups = new Map<Form, Placed[]>()
  for (const p of placed) {
    const group = groups.get(p.form)
    if (group) group.push(p)
    else groups.set(p.form, [p])
  }
  return groups
}
