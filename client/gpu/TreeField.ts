import {
  BufferAttribute,
  Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  MeshLambertMaterial,
  type Vector3,
} from 'three'
import type { Trees } from '../../geodata/trees.ts'
import type { Look } from '../look.ts'
import { toneChunk } from './glsl/tone.ts'
import { treeFragment, treeVertex } from './glsl/tree.ts'
import { patchShader } from './patchShader.ts'
import { type TreeForm, treeForms } from './treeForms.ts'
import type { WorldUniforms } from './WorldUniforms.ts'

/** Edge of a cell of the table of trees by place, metres. */
const CELL = 256
/** Kinds of geodata/world.ts: pine, broadleaf, avenue tree, shrub. */
const KINDS = 4

/** The trees nearest to the camera, instanced: one draw a kind. */
export class TreeField extends Group {
  private readonly trees: Trees
  private readonly cells = new Map<number, number[]>()
  private readonly kinds: Mesh<InstancedBufferGeometry, MeshLambertMaterial>[]
  private readonly order: number[] = []
  private at: readonly [x: number, z: number, most: number] | null = null

  constructor(trees: Trees, uniforms: WorldUniforms) {
    super()
    this.trees = trees
    const counts = new Array<number>(KINDS).fill(0)
    for (let i = 0; i < trees.count; i++) {
      counts[trees.kind[i]!]!++
      const key = cellOf(trees.x[i]!, trees.z[i]!)
      const cell = this.cells.get(key)
      if (cell) cell.push(i)
      else this.cells.set(key, [i])
    }
    this.kinds = treeForms.map((form, kind) => field(form, counts[kind]!, uniforms))
    this.add(...this.kinds)
  }

  /** Take over the colours of a look. */
  paint(look: Look): void {
    this.kinds.forEach((mesh, kind) => {
      mesh.material.color.copy(new Color(look.trees[kind]))
    })
  }

  /** Show at most `most` trees within `reach` metres of the eye; from higher up the forest is ground. True when the choice changed. */
  follow({ x, y, z }: Vector3, wanted: number, reach: number): boolean {
    const most = y > reach * 0.8 ? 0 : wanted
    const { at } = this
    if (at && at[2] === most && Math.hypot(at[0] - x, at[1] - z) < Math.min(CELL, reach * 0.1)) return false
    this.at = [x, z, most]
    this.fill(this.nearest(x, z, reach), most)
    return true
  }

  override dispose(): void {
    for (const { geometry, material } of this.kinds) {
      geometry.dispose()
      material.dispose()
    }
  }

  /** Keys of the cells in reach, nearest first. */
  private nearest(x: number, z: number, reach: number): number[] {
    const { order } = this
    order.length = 0
    for (const key of this.cells.keys()) if (away(key, x, z) < reach) order.push(key)
    return order.sort((a, b) => away(a, x, z) - away(b, x, z))
  }

  private fill(cells: readonly number[], most: number): void {
    const { trees, kinds } = this
    const used = new Array<number>(KINDS).fill(0)
    let total = 0
    for (const key of cells) {
      for (const i of this.cells.get(key)!) {
        if (total >= most) break
        const kind = trees.kind[i]!
        const places = kinds[kind]!.geometry.getAttribute('place').array as Float32Array
        const to = used[kind]!++ * 4
        places[to] = trees.x[i]!
        places[to + 1] = trees.y[i]!
        places[to + 2] = trees.z[i]!
        places[to + 3] = trees.height[i]! / 10
        total++
      }
    }
    kinds.forEach(({ geometry }, kind) => {
      geometry.instanceCount = used[kind]!
      geometry.getAttribute('place').needsUpdate = true
    })
  }
}

function field(form: TreeForm, count: number, uniforms: WorldUniforms) {
  const geometry = new InstancedBufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(form.positions, 3))
  geometry.setAttribute('normal', new BufferAttribute(form.normals, 3))
  const places = new InstancedBufferAttribute(new Float32Array(Math.max(1, count) * 4), 4)
  geometry.setAttribute('place', places.setUsage(DynamicDrawUsage))
  geometry.instanceCount = 0
  const material = new MeshLambertMaterial()
  material.onBeforeCompile = shader => {
    Object.assign(shader.uniforms, uniforms.shared)
    shader.vertexShader = patchShader(shader.vertexShader, treeVertex)
    shader.fragmentShader = patchShader(shader.fragmentShader, {
      ...treeFragment,
      'void main() {': `${toneChunk}${treeFragment['void main() {']}`,
    })
  }
  material.customProgramCacheKey = () => 'tree'
  const mesh = new Mesh(geometry, material)
  mesh.frustumCulled = false
  mesh.matrixAutoUpdate = false
  mesh.receiveShadow = true
  return mesh
}

function cellOf(x: number, z: number): number {
  return (Math.floor(x / CELL) + 512) * 1024 + Math.floor(z / CELL) + 512
}

/** Metres from a point to the middle of a cell. */
function away(key: number, x: number, z: number): number {
  const [i, j] = [Math.floor(key / 1024) - 512, (key % 1024) - 512]
  return Math.hypot((i + 0.5) * CELL - x, (j + 0.5) * CELL - z)
}
