import type { GroundPoint } from '../../models/units.ts'
import type { Part } from '../world.ts'
import type { Mesh, Point } from './Mesh.ts'
import { uprightRectangle } from './outline.ts'
import { addWalls } from './prism.ts'

type Pitched = Extract<Part, { shape: 'gable' | 'barrel' | 'hip' }>
type Sawtooth = Extract<Part, { shape: 'sawtooth' }>

/** Segments of an arched roof. */
const ARCH = 6

/** A hall with a ridge along its first edge. */
export function addGable(mesh: Mesh, part: Pitched): void {
  addProfiled(mesh, part, [
    [0, 0],
    [0.5, 1],
    [1, 0],
  ])
}

/** A hall with an arched roof along its first edge. */
export function addBarrel(mesh: Mesh, part: Pitched): void {
  addProfiled(
    mesh,
    part,
    Array.from({ length: ARCH + 1 }, (_, i) => [i / ARCH, Math.sin((Math.PI * i) / ARCH)] as const),
  )
}

/** A house with a hipped roof; the ridge is as long as the house is longer than wide. */
export function addHip(mesh: Mesh, part: Pitched): void {
  const ring = uprightRectangle(part.ring)
  addWalls(mesh, ring, part.base, part.top, part.wall)
  const [a, b, c, d] = ring as [GroundPoint, GroundPoint, GroundPoint, GroundPoint]
  const long = Math.hypot(b[0] - a[0], b[1] - a[1])
  const wide = Math.hypot(c[0] - b[0], c[1] - b[1])
  const inset = Math.min(0.5, wide / 2 / Math.max(long, 1e-6))
  const ridge = (f: number): Point => lift(mix(mix(a, b, f), mix(d, c, f), 0.5), part.ridge)
  const [p, q] = [ridge(inset), ridge(1 - inset)]
  const [A, B, C, D] = ring.map(corner => lift(corner, part.top)) as [Point, Point, Point, Point]
  mesh.face([A, B, q, p], part.roof)
  mesh.face([C, D, p, q], part.roof)
  mesh.face([B, C, q], part.roof)
  mesh.face([D, A, p], part.roof)
}

/** A factory hall with teeth along its first edge; the steep side of each is glazed. */
export function addSawtooth(mesh: Mesh, part: Sawtooth): void {
  const ring = uprightRectangle(part.ring)
  addWalls(mesh, ring, part.base, part.top, part.wall)
  const [a, b, c, d] = ring as [GroundPoint, GroundPoint, GroundPoint, GroundPoint]
  for (let bay = 0; bay < part.bays; bay++) {
    const [f, g] = [bay / part.bays, (bay + 1) / part.bays]
    const [lowA, lowD] = [lift(mix(a, b, f), part.top), lift(mix(d, c, f), part.top)]
    const [endA, endD] = [lift(mix(a, b, g), part.top), lift(mix(d, c, g), part.top)]
    const [highA, highD] = [lift(mix(a, b, f), part.ridge), lift(mix(d, c, f), part.ridge)]
    mesh.face([highA, endA, endD, highD], part.roof)
    mesh.face([lowA, highA, highD, lowD], part.glass)
    mesh.face([lowA, endA, highA], part.wall)
    mesh.face([lowD, highD, endD], part.wall)
  }
}

/** A roof of one section, drawn along the first edge: pairs (across 0..1, up 0..1). */
function addProfiled(mesh: Mesh, part: Pitched, section: readonly (readonly [number, number])[]): void {
  const ring = uprightRectangle(part.ring)
  addWalls(mesh, ring, part.base, part.top, part.wall)
  const [a, b, c, d] = ring as [GroundPoint, GroundPoint, GroundPoint, GroundPoint]
  const height = (up: number): number => part.top + up * (part.ridge - part.top)
  const near = section.map(([across, up]) => lift(mix(a, d, across), height(up)))
  const far = section.map(([across, up]) => lift(mix(b, c, across), height(up)))
  for (let i = 1; i < section.length; i++)
    mesh.face([near[i - 1]!, far[i - 1]!, far[i]!, near[i]!], part.roof)
  mesh.face(near, part.wall)
  mesh.face(far.toReversed(), part.wall)
}

function mix(p: GroundPoint, q: GroundPoint, f: number): GroundPoint {
  return [p[0] + (q[0] - p[0]) * f, p[1] + (q[1] - p[1]) * f]
}

function lift([x, z]: GroundPoint, y: number): Point {
  return [x, y, z]
}
