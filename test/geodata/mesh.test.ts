import { expect, test } from 'vitest'
import { Mesh } from '../../geodata/mesh/Mesh.ts'
import { addPart } from '../../geodata/mesh/parts.ts'
import type { Paint } from '../../geodata/paint.ts'
import type { Part } from '../../geodata/world.ts'

const wall: Paint = { surface: 'hall', rgb: [10, 20, 30] }
const roof: Paint = { surface: 'roofFlat', rgb: [40, 50, 60] }
const BASE = 3
/** 20 m east, 10 m south. */
const hall = [
  [100, 60],
  [120, 60],
  [120, 50],
  [100, 50],
] as const
/** An L of 300 m²: 20 m by 20 m less a corner of 10 m by 10 m. */
const ell = [
  [0, 0],
  [20, 0],
  [20, -10],
  [10, -10],
  [10, -20],
  [0, -20],
] as const

/** Signed volume over the plane of the base (divergence theorem; a bottom in that plane adds nothing) and the smallest triangle. */
function measure(part: Part, base = BASE): { volume: number; smallest: number } {
  const mesh = new Mesh()
  addPart(mesh, part)
  const at = (i: number): [number, number, number] => [
    mesh.positions[3 * i]!,
    mesh.positions[3 * i + 1]! - base,
    mesh.positions[3 * i + 2]!,
  ]
  let volume = 0
  let smallest = Number.POSITIVE_INFINITY
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map(k => at(mesh.indices[t + k]!)) as unknown as [
      number[],
      number[],
      number[],
    ]
    volume += dot(a, cross(b, c)) / 6
    const edge = (p: number[]) => p.map((v, k) => v - a[k]!)
    const n = cross(edge(b), edge(c))
    smallest = Math.min(smallest, Math.sqrt(dot(n, n)) / 2)
  }
  return { volume, smallest }
}
const dot = (a: number[], b: number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!
const cross = (a: number[], b: number[]) => [
  a[1]! * b[2]! - a[2]! * b[1]!,
  a[2]! * b[0]! - a[0]! * b[2]!,
  a[0]! * b[1]! - a[1]! * b[0]!,
]

const block = { base: BASE, top: 11, wall, roof }
const pitched = { ...block, ring: hall, ridge: 15 }
const shapes: readonly [name: string, part: Part, volume: number][] = [
  ['prism', { shape: 'prism', ...block, ring: hall }, 200 * 8],
  ['concave prism', { shape: 'prism', ...block, ring: ell }, 300 * 8],
  ['concave prism, ring the other way', { shape: 'prism', ...block, ring: ell.toReversed() }, 300 * 8],
  ['gable', { shape: 'gable', ...pitched }, 200 * (8 + 2)],
  ['gable, ring the other way', { shape: 'gable', ...pitched, ring: hall.toReversed() }, 200 * (8 + 2)],
  // A hipped roof of length L, width W and rise h holds h W (3L - W) / 6.
  ['hip', { shape: 'hip', ...pitched }, 200 * 8 + (4 * 10 * (60 - 10)) / 6],
  ['sawtooth', { shape: 'sawtooth', ...pitched, bays: 4, glass: roof }, 200 * (8 + 2)],
  [
    'cylinder of 16 corners',
    { shape: 'cylinder', ...block, centre: [7, -9], radius: 5 },
    8 * 8 * 25 * Math.sin(Math.PI / 8),
  ],
  ['beam', { shape: 'beam', from: [0, 10, 0], to: [30, 10, 40], width: 2, wall }, 200],
]

test.each(shapes)('a %s encloses its volume, faces outwards and has no empty triangle', (_, part, volume) => {
  const found = measure(part)
  expect(found.volume).toBeCloseTo(volume, 6)
  expect(found.smallest).toBeGreaterThan(1e-6)
})

test('round and arched solids hold a little less than the true round ones', () => {
  const sphere = measure({ shape: 'sphere', centre: [5, 5], radius: 8, base: BASE, wall })
  const ideal = (4 / 3) * Math.PI * 512
  expect(sphere.volume).toBeLessThan(ideal)
  expect(sphere.volume).toBeGreaterThan(0.85 * ideal)
  expect(sphere.smallest).toBeGreaterThan(1e-6)
  const barrel = measure({ shape: 'barrel', ...pitched }).volume - 1600
  // Under an arch of half a sine wave: 2/π of its rise.
  expect(barrel).toBeLessThan((200 * 4 * 2) / Math.PI)
  expect(barrel).toBeGreaterThan(0.95 * ((200 * 4 * 2) / Math.PI))
})
