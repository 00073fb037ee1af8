import { PROVENANCES } from '../../models/asset.ts'
import { keysOf, placeKey } from '../../models/placeKey.ts'
import type { GroundPoint } from '../../models/units.ts'
import { encodeFeatures } from '../features.ts'
import { ringArea, ringCentre } from '../plane/ring.ts'
import { USES, type World } from '../world.ts'

/** The feature table of a world as its file, each building with its lasting key. */
export function featuresOf({ buildings }: Pick<World, 'buildings'>): Uint8Array {
  const centres = buildings.map((building): GroundPoint => {
    const [x, z] = ringCentre(building.ring)
    return [Math.fround(x), Math.fround(z)]
  })
  const keys = keysOf(
    buildings.map(({ ring, source }, i) => ({
      at: centres[i]!,
      size: Math.abs(ringArea(ring)),
      ...(source && { source }),
    })),
  )
  return encodeFeatures({
    count: buildings.length,
    x: Float32Array.from(centres, c => c[0]),
    z: Float32Array.from(centres, c => c[1]),
    base: Float32Array.from(buildings, b => b.base),
    top: Float32Array.from(buildings, b => b.top),
    block: Int16Array.from(buildings, b => b.block),
    subdistrict: Int8Array.from(buildings, b => b.subdistrict),
    use: Uint8Array.from(buildings, b => USES.indexOf(b.use)),
    provenance: Uint8Array.from(buildings, b => PROVENANCES.indexOf(b.provenance)),
    named: new Map(keys.flatMap((key, id) => (key === placeKey(centres[id]!) ? [] : [[id, key] as const]))),
  })
}
