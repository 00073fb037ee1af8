import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  Matrix4,
  SphereGeometry,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import type { Shape } from '../../../models/kind.ts'

/** Shapes that stand as things of their own; the rest are ground, buildings or rows. */
export type Thing = Exclude<Shape, 'panels' | 'lot' | 'plant' | 'pylon' | 'facility'>

const tone = new Color()
const move = new Matrix4()

/** A part of a form: a geometry moved to its place and coloured. */
function part(
  geometry: BufferGeometry,
  colour: number,
  x = 0,
  y = 0,
  z = 0,
  turn?: 'x' | 'z',
): BufferGeometry {
  const flat = geometry.index ? geometry.toNonIndexed() : geometry
  if (turn === 'x') flat.rotateX(Math.PI / 2)
  if (turn === 'z') flat.rotateZ(Math.PI / 2)
  flat.applyMatrix4(move.makeTranslation(x, y, z))
  tone.set(colour)
  const count = flat.getAttribute('position').count
  flat.setAttribute(
    'color',
    new BufferAttribute(
      Float32Array.from({ length: count * 3 }, (_, i) => [tone.r, tone.g, tone.b][i % 3]!),
      3,
    ),
  )
  flat.deleteAttribute('uv')
  return flat
}

const box = (w: number, h: number, d: number): BufferGeometry => new BoxGeometry(w, h, d)
const rod = (r: number, h: number, n = 8, top = r): BufferGeometry => new CylinderGeometry(top, r, h, n)
const ball = (r: number): BufferGeometry => new SphereGeometry(r, 14, 9)

/** One clean low-poly geometry a thing, metres, standing on y = 0 and facing north (−z). */
export const FORMS: Readonly<Record<Thing, () => BufferGeometry>> = {
  turbine: () =>
    merged([
      part(rod(2.1, 78, 12, 1.2), 0xe9edf0, 0, 39),
      part(box(3.4, 3.2, 9), 0xdfe4e8, 0, 79, 1),
      part(ball(1.7), 0xd4dade, 0, 79, -4.6),
      ...blades(38),
    ]),
  cabinet: () =>
    merged([
      part(box(7, 3.2, 2.6), 0xdfe3e4, 0, 1.6),
      part(box(7.1, 0.4, 2.7), 0x2f6f57, 0, 3.4),
      part(rod(0.35, 1.6), 0x9aa2a8, 2.4, 4.2),
      part(rod(0.35, 1.6), 0x9aa2a8, -2.4, 4.2),
    ]),
  containers: () =>
    merged(
      [-3.4, 0, 3.4]
        .map(z => part(box(12.2, 2.9, 2.5), 0xf0f2f2, 0, 1.6, z))
        .concat([-3.4, 0, 3.4].map(z => part(box(1.2, 1.3, 2.6), 0x3b8f6a, 5.6, 1.2, z))),
    ),
  tank: () =>
    merged([part(rod(3, 8, 16), 0xe6eaec, 0, 4), part(new ConeGeometry(3, 1.2, 16), 0xd3d9dc, 0, 8.6)]),
  sphere: () =>
    merged([
      part(ball(4.6), 0xf2f5f6, 0, 6.2),
      ...[0, 1, 2, 3, 4, 5].map(i =>
        part(rod(0.22, 5), 0xb8c0c5, 4 * Math.cos(i * 1.047), 2.5, 4 * Math.sin(i * 1.047)),
      ),
      part(box(8, 2.6, 2.4), 0x2d6ea3, 0, 1.3, 8),
    ]),
  charger: () =>
    merged([
      part(box(0.8, 1.9, 0.5), 0xf4f6f7, 0, 0.95),
      part(box(0.6, 0.5, 0.52), 0x2b8fd0, 0, 1.5),
      part(box(3.2, 0.12, 2.6), 0xcfd6da, 0, 2.9, -0.8),
      part(rod(0.08, 2.9), 0x9aa2a8, 1.4, 1.45, -0.8),
      part(rod(0.08, 2.9), 0x9aa2a8, -1.4, 1.45, -0.8),
    ]),
  substation: () =>
    merged([
      ...[-7, 0, 7].flatMap(x => [
        part(box(3.6, 3.4, 5), 0x8d979d, x, 1.7),
        part(rod(0.3, 2.2), 0xb5673b, x - 1, 4.4),
        part(rod(0.3, 2.2), 0xb5673b, x + 1, 4.4),
      ]),
      part(box(24, 0.4, 0.4), 0xaab2b7, 0, 9, -6),
      ...[-12, 0, 12].map(x => part(rod(0.25, 9), 0xaab2b7, x, 4.5, -6)),
    ]),
  sensor: () =>
    merged([
      part(rod(0.12, 3.2), 0xb9c1c7, 0, 1.6),
      part(box(0.7, 0.9, 0.4), 0xe8ecee, 0, 3.1),
      part(rod(0.2, 0.4), 0x50585f, 0, 2.4),
    ]),
  detector: () =>
    merged([
      part(rod(0.12, 4.6), 0xb9c1c7, 0, 2.3),
      part(box(0.9, 0.5, 0.5), 0xd8dde0, 0, 4.6),
      part(rod(0.22, 0.3), 0x30363b, 0, 4.6, -0.4, 'x'),
    ]),
  station: () =>
    merged([
      part(box(3.4, 2.7, 3), 0xeef1f2, 0, 1.35),
      part(box(3.6, 0.2, 3.2), 0x6d7c86, 0, 2.8),
      part(rod(0.1, 3.4), 0xb9c1c7, 0.8, 4.5),
      part(rod(0.5, 0.5, 10), 0xdfe4e7, 0.8, 6.2),
    ]),
  mast: () =>
    merged([
      part(rod(0.16, 10, 6, 0.08), 0xc4ccd1, 0, 5),
      part(box(2, 0.1, 0.1), 0xaab2b7, 0, 9.6),
      part(ball(0.3), 0xe8ecee, 1, 9.8),
      part(ball(0.3), 0xe8ecee, -1, 9.8),
    ]),
  camera: () =>
    merged([
      part(rod(0.14, 7), 0xb9c1c7, 0, 3.5),
      part(box(0.1, 0.1, 1.2), 0xb9c1c7, 0, 6.8, -0.6),
      part(box(0.4, 0.35, 0.8), 0xf1f3f4, 0, 6.6, -1.3),
      part(rod(0.16, 0.1), 0x22282d, 0, 6.6, -1.75, 'x'),
    ]),
  bus: () =>
    merged([
      part(box(2.5, 2.5, 11), 0x2c8f5b, 0, 1.75),
      part(box(2.52, 0.9, 10.4), 0x26323a, 0, 2.2),
      part(box(2.5, 0.25, 11), 0xe9efec, 0, 3.1),
      ...[
        [-1, -3.4],
        [1, -3.4],
        [-1, 3.4],
        [1, 3.4],
      ].map(([x, z]) => part(rod(0.5, 0.4, 10), 0x1b1f22, x, 0.5, z, 'z')),
    ]),
  machine: () =>
    merged([
      part(box(2.6, 2.1, 1.9), 0xd7dcdf, 0, 1.05),
      part(box(1.2, 1.2, 0.1), 0x2f3a42, -0.3, 1.3, -0.96),
      part(box(0.5, 0.8, 0.2), 0x2d6ea3, 1, 1.5, -1),
    ]),
}

/** Three blades round the hub at (0, 79, −5). */
function blades(length: number): BufferGeometry[] {
  return [0, 1, 2].map(i => {
    const blade = box(1.6, length, 0.35)
    blade.applyMatrix4(move.makeTranslation(0, length / 2 + 1, 0))
    blade.rotateZ((i * 2 * Math.PI) / 3 + 0.3)
    return part(blade, 0xf3f5f6, 0, 79, -5.2)
  })
}

function merged(parts: BufferGeometry[]): BufferGeometry {
  const whole = mergeGeometries(parts)
  if (!whole) throw new Error('the parts of a form do not fit together')
  for (const piece of parts) piece.dispose()
  return whole
}
