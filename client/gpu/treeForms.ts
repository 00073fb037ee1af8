/** Triangles of a tree of height 1 that stands on the origin, without an index. */
export interface TreeForm {
  readonly positions: Float32Array
  readonly normals: Float32Array
}

/** Height and radius of one ring of a crown, in shares of the tree's height. */
type Ring = readonly [y: number, radius: number]

/** Forms by kind of geodata/world.ts: pine, broadleaf, avenue tree, shrub. */
export const treeForms: readonly [TreeForm, TreeForm, TreeForm, TreeForm] = [
  turn(
    [
      [0.05, 0.05],
      [0.16, 0.26],
      [0.5, 0.15],
      [1, 0],
    ],
    6,
  ),
  turn(
    [
      [0, 0.03],
      [0.2, 0.06],
      [0.36, 0.36],
      [0.66, 0.37],
      [1, 0],
    ],
    6,
  ),
  turn(
    [
      [0, 0.03],
      [0.26, 0.05],
      [0.4, 0.29],
      [0.72, 0.28],
      [1, 0],
    ],
    6,
  ),
  turn(
    [
      [0, 0.35],
      [0.55, 0.5],
      [1, 0],
    ],
    5,
  ),
]

/** A profile turned around the upright axis. Normals lean outwards and up, as light falls on leaves. */
function turn(rings: readonly Ring[], sides: number): TreeForm {
  const positions: number[] = []
  const normals: number[] = []
  const put = ([y, radius]: Ring, side: number) => {
    const angle = (side / sides) * 2 * Math.PI
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    positions.push(radius * c, y, radius * s)
    const lean = 0.25 + 0.75 * y
    const length = Math.hypot(1, lean)
    normals.push(c / length, lean / length, s / length)
  }
  for (let r = 1; r < rings.length; r++)
    for (let side = 0; side < sides; side++) {
      const [low, high] = [rings[r - 1]!, rings[r]!]
      put(low, side)
      put(high, side)
      put(high, side + 1)
      put(low, side)
      put(high, side + 1)
      put(low, side + 1)
    }
  return { positions: new Float32Array(positions), normals: new Float32Array(normals) }
}
