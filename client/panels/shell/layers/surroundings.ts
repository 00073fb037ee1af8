import type { KindName } from '../../../../models/kinds.ts'
import type { Points } from '../../../../models/points.ts'
import type { Site } from '../../../../models/site.ts'

/** Indices of one named point of every asset of a kind. */
export function pointsOf(site: Site, points: Points, kind: KindName, name: string): number[] {
  return site.assets.flatMap(asset => {
    const point = asset.kind === kind ? points.find(asset.id, name) : -1
    return point < 0 ? [] : [point]
  })
}

/** Mean of the readings, NaN without any. */
export function mean(values: Float32Array, points: readonly number[]): number {
  let sum = 0
  let count = 0
  for (const point of points) {
    const value = values[point]!
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count ? sum / count : Number.NaN
}

/** Largest of the readings, NaN without any. */
export function largest(values: Float32Array, points: readonly number[]): number {
  let most = Number.NaN
  for (const point of points)
    if (!(values[point]! <= most) && !Number.isNaN(values[point]!)) most = values[point]!
  return most
}

/** Mean direction the wind blows from, degrees clockwise from north: the mean of unit vectors, NaN without readings. */
export function meanDirection(values: Float32Array, points: readonly number[]): number {
  let north = 0
  let east = 0
  for (const point of points) {
    const degrees = values[point]!
    if (Number.isNaN(degrees)) continue
    north += Math.cos((degrees * Math.PI) / 180)
    east += Math.sin((degrees * Math.PI) / 180)
  }
  return north === 0 && east === 0 ? Number.NaN : (Math.atan2(east, north) * 180) / Math.PI
}

/** Sum of the readings, NaN without any. */
export function total(values: Float32Array, points: readonly number[]): number {
  return mean(values, points) * points.filter(point => !Number.isNaN(values[point]!)).length
}
