import type { Sources } from '../sources.ts'
import type { FreeGround } from './freeGround.ts'
import { makeFrame } from './LocalFrame.ts'
import type { FabricBlock } from './layFabric.ts'
import { inRing, ringBox } from './ring.ts'

/** Rectangular blocks over every zone, cut smaller where roads or plots are in the way. */
export function zoneBlocks(sources: Sources, free: FreeGround): FabricBlock[] {
  const blocks: FabricBlock[] = []
  for (const zone of sources.zones) {
    const [minX, minZ, maxX, maxZ] = ringBox(zone.ring)
    const frame = makeFrame([(minX + maxX) / 2, (minZ + maxZ) / 2], 28)
    const reach = Math.hypot(maxX - minX, maxZ - minZ) / 2
    const [width, depth] = zone.kind === 'industry' || zone.kind === 'port' ? [210, 130] : [130, 80]
    const add = (u: number, v: number, w: number, d: number): void => {
      const ring = frame.rect(u, v, w, d)
      const inside = ring.filter(point => inRing(zone.ring, point[0], point[1])).length
      if (inside === 4 && free.has(ring, 1)) {
        blocks.push({ ring, use: zone.kind })
        return
      }
      if (w > d ? w < 44 : d < 44) return
      if (inside === 0 && w < 100) return
      if (w > d) {
        add(u, v, w / 2, d)
        add(u + w / 2, v, w / 2, d)
      } else {
        add(u, v, w, d / 2)
        add(u, v + d / 2, w, d / 2)
      }
    }
    for (let u = -reach; u < reach; u += width + 12)
      for (let v = -reach; v < reach; v += depth + 10) add(u, v, width, depth)
  }
  return blocks
}
