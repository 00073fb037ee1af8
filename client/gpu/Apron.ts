import { BufferAttribute, BufferGeometry, Group, type Material, Mesh } from 'three'
import { makeBackdrop } from '../../geodata/ground/backdrop.ts'
import type { HeightField } from '../../geodata/world.ts'

/** Metres the far sea lies below the near one, so that their seam cannot flicker. */
const SUNK = 0.3

/** Synthetic land and sea beyond the bounds up to the horizon, so that the world does not end in the picture. */
export class Apron extends Group {
  constructor(
    bounds: readonly [number, number, number, number],
    heights: HeightField,
    land: Material,
    water: Material,
  ) {
    super()
    const { positions, indices, reach } = makeBackdrop(heights)
    this.put(geometryOf(positions, faceUp(positions, indices)), land)
    this.put(frameAround(bounds, reach), water)
  }

  override dispose(): void {
    for (const mesh of this.children) (mesh as Mesh).geometry.dispose()
  }

  private put(geometry: BufferGeometry, material: Material): void {
    const mesh = new Mesh(geometry, material)
    mesh.frustumCulled = false
    mesh.matrixAutoUpdate = false
    this.add(mesh)
  }
}

/** The same triangles, each with its front to the sky. */
function faceUp(p: Float32Array, indices: Uint32Array): Uint32Array {
  const out = indices.slice()
  for (let i = 0; i < out.length; i += 3) {
    const [a, b, c] = [out[i]! * 3, out[i + 1]! * 3, out[i + 2]! * 3]
    const up = (p[b + 2]! - p[a + 2]!) * (p[c]! - p[a]!) - (p[b]! - p[a]!) * (p[c + 2]! - p[a + 2]!)
    if (up < 0) out.set([indices[i + 2]!, indices[i + 1]!], i + 1)
  }
  return out
}

/** A square of half side `reach` with the bounds cut out. */
function frameAround(
  [minX, minZ, maxX, maxZ]: readonly [number, number, number, number],
  reach: number,
): BufferGeometry {
  const corners = [
    [-reach, -reach],
    [reach, -reach],
    [reach, reach],
    [-reach, reach],
    [minX, minZ],
    [maxX, minZ],
    [maxX, maxZ],
    [minX, maxZ],
  ] as const
  const positions = Float32Array.from(corners.flatMap(([x, z]) => [x, -SUNK, z]))
  const sides = [0, 1, 2, 3].flatMap(i => {
    const j = (i + 1) % 4
    return [i, i + 4, j, j, i + 4, j + 4]
  })
  return geometryOf(positions, Uint32Array.from(sides))
}

function geometryOf(positions: Float32Array, indices: Uint32Array): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(positions, 3))
  geometry.setIndex(new BufferAttribute(indices, 1))
  geometry.computeVertexNormals()
  return geometry
}
