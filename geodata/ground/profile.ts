import type { GroundPoint, Metres } from '../../models/units.ts'
import { heightAt } from '../heights.ts'
import type { HeightField } from '../world.ts'
import { apart } from './line.ts'

/** Ground this much above a road means a tunnel. */
const COVER = 16

/** Heights of a road along its middle, and where it runs in a tunnel. */
export interface Profile {
  readonly heights: readonly Metres[]
  readonly tunnel: readonly boolean[]
}

/** The smoothest road over the ground: never above it but for short dips, no steeper than `grade` (0.06 = 6 %). */
export function profileOf(field: HeightField, line: readonly GroundPoint[], grade: number): Profile {
  const ground = line.map(([x, z]) => Math.max(2.2, heightAt(field, x, z)))
  const heights = [...ground]
  for (let i = 1; i < line.length; i++)
    heights[i] = Math.min(heights[i]!, heights[i - 1]! + grade * apart(line[i - 1]!, line[i]!))
  for (let i = line.length - 2; i >= 0; i--)
    heights[i] = Math.min(heights[i]!, heights[i + 1]! + grade * apart(line[i + 1]!, line[i]!))
  for (let round = 0; round < 12; round++)
    for (let i = 1; i + 1 < heights.length; i++)
      heights[i] = (heights[i - 1]! + 2 * heights[i]! + heights[i + 1]!) / 4
  return { heights, tunnel: heights.map((h, i) => ground[i]! - h > COVER) }
}
