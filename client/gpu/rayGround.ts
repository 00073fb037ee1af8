import { type Ray, Vector3 } from 'three'
import { heightAt } from '../../geodata/heights.ts'
import type { HeightField } from '../../geodata/world.ts'

const point = new Vector3()
const FARTHEST = 60_000

/** Where a ray of the site frame meets the ground or the sea, metres from its origin; infinite when it does not. */
export function rayGround(ray: Ray, field: HeightField): number {
  let before = 0
  for (let t = 0; t < FARTHEST; ) {
    const above = gap(ray, field, t)
    if (above <= 0) return refine(ray, field, before, t)
    before = t
    t += Math.max(4, above * 0.6, t * 0.002)
  }
  return Number.POSITIVE_INFINITY
}

function refine(ray: Ray, field: HeightField, above: number, below: number): number {
  for (let i = 0; i < 14; i++) {
    const middle = (above + below) / 2
    if (gap(ray, field, middle) > 0) above = middle
    else below = middle
  }
  return (above + below) / 2
}

function gap(ray: Ray, field: HeightField, t: number): number {
  ray.at(t, point)
  return point.y - Math.max(0, heightAt(field, point.x, point.z))
}
