import type { Sources } from '../sources.ts'
import { distanceTo, fillRings, type Grid, nearSegment } from './grid.ts'

/** Metres to the shore at every node of a grid: positive on land, negative at sea, exact within 80 m of the shore. */
export function shoreDistance(sources: Sources, grid: Grid): Float32Array {
  const land = new Uint8Array(grid.columns * grid.rows)
  fillRings(
    grid,
    land,
    sources.land.map(l => l.ring),
    1,
  )
  const toSea = distanceTo(grid, k => land[k] === 0)
  const toLand = distanceTo(grid, k => land[k] === 1)
  const near = new Float32Array(land.length).fill(80)
  for (const { ring } of sources.land)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
      nearSegment(grid, ring[j]!, ring[i]!, 80, (node, distance) => {
        if (distance < near[node]!) near[node] = distance
      })
  return toSea.map((far, k) => {
    const away = near[k]! < 80 ? near[k]! : Math.max(80, land[k] ? far : toLand[k]!)
    return land[k] ? away : -away
  })
}
