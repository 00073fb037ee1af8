import { ringArea } from '../plane/ring.ts'
import type { Building, Part } from '../world.ts'
import type { Mesh } from './Mesh.ts'
import { type Outline, simpler } from './outline.ts'
import { addPrism } from './prism.ts'
import { addBarrel, addGable, addHip, addSawtooth } from './roofs.ts'
import { addBeam, addCylinder, addSphere } from './rounds.ts'

/** A solid at full detail. */
export function addPart(mesh: Mesh, part: Part): void {
  switch (part.shape) {
    case 'prism':
      addPrism(mesh, part.ring, part.base, part.top, part.wall, part.roof)
      break
    case 'gable':
      addGable(mesh, part)
      break
    case 'barrel':
      addBarrel(mesh, part)
      break
    case 'hip':
      addHip(mesh, part)
      break
    case 'sawtooth':
      addSawtooth(mesh, part)
      break
    case 'cylinder':
      addCylinder(mesh, part)
      break
    case 'sphere':
      addSphere(mesh, part)
      break
    case 'beam':
      addBeam(mesh, part)
      break
  }
}

/** A building from afar: its solids of at least `footprint` m² or `height` m as plain blocks of few corners; the largest always. */
export function addCoarse(
  mesh: Mesh,
  building: Building,
  footprint: number,
  height: number,
  corners: number,
): void {
  const blocks = building.parts.map(blockOf).filter(block => block !== null)
  const largest = blocks.reduce((best, block, i) => (block.size > blocks[best]!.size ? i : best), 0)
  blocks.forEach((block, i) => {
    const stands = block.size >= footprint || (block.top - block.base >= height && block.size > 4)
    if (i === largest || stands)
      addPrism(mesh, simpler(block.ring, corners), block.base, block.top, block.part.wall, block.part.roof)
  })
}

interface Block {
  readonly part: Exclude<Part, { shape: 'beam' | 'sphere' }>
  readonly ring: Outline
  readonly size: number
  readonly base: number
  readonly top: number
}

/** The block that stands for a solid; pitched roofs end half-way up. */
function blockOf(part: Part): Block | null {
  if (part.shape === 'beam' || part.shape === 'sphere') return null
  if (part.shape === 'cylinder') {
    const r = part.radius * 0.9
    const [x, z] = part.centre
    const ring: Outline = [
      [x - r, z + r],
      [x + r, z + r],
      [x + r, z - r],
      [x - r, z - r],
    ]
    return { part, ring, size: Math.PI * part.radius ** 2, base: part.base, top: part.top }
  }
  const top = 'ridge' in part ? (part.top + part.ridge) / 2 : part.top
  return { part, ring: part.ring, size: Math.abs(ringArea(part.ring)), base: part.base, top }
}
