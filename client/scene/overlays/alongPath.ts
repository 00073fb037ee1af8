import type { Degrees, SitePoint } from '../../../models/units.ts'

/** Point at a share (0..1) of a path's length and the way it heads there, degrees clockwise from north. */
export function alongPath(path: readonly SitePoint[], share: number): { place: SitePoint; heading: Degrees } {
  const lengths = path.slice(1).map((p, i) => Math.hypot(p[0] - path[i]![0], p[2] - path[i]![2]))
  const total = lengths.reduce((sum, l) => sum + l, 0)
  let left = (Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share))) * total
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!
    if (left > length && i < lengths.length - 1) {
      left -= length
      continue
    }
    const f = length > 0 ? Math.min(1, left / length) : 0
    const [a, b] = [path[i]!, path[i + 1]!]
    const heading = (Math.atan2(b[0] - a[0], -(b[2] - a[2])) * 180) / Math.PI
    return { place: [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f, a[2] + (b[2] - a[2]) * f], heading }
  }
  return { place: path[0] ?? [0, 0, 0], heading: 0 }
}
