import type { Degrees } from '../units.ts'
import type { Stability } from './plumeSpread.ts'

/**
 * Stability from wind (m/s at 10 m), sun (W/m²) and cloud (eighths). Pasquill 1961 with insolation classes assumed at 700 and
 * 350 W/m²; an overcast sky (8) is D by day and night. RangeError for a negative or missing reading.
 */
export function stabilityOf(wind: number, irradiance: number, night: boolean, oktas = 0): Stability {
  if (!(wind >= 0 && irradiance >= 0 && oktas >= 0))
    throw new RangeError(`no stability for wind ${wind} m/s, sun ${irradiance} W/m², cloud ${oktas}/8`)
  if (oktas >= 7.5) return 'D'
  if (night) {
    const cloudy = oktas >= 4
    if (wind < 3) return cloudy ? 'E' : 'F'
    return wind < 5 ? (cloudy ? 'D' : 'E') : 'D'
  }
  const sun = irradiance > 700 ? 0 : irradiance > 350 ? 1 : 2
  const rows: readonly (readonly [below: number, ...classes: Stability[]])[] = [
    [2, 'A', 'A', 'B'],
    [3, 'A', 'B', 'C'],
    [5, 'B', 'B', 'C'],
    [6, 'C', 'C', 'D'],
    [Infinity, 'C', 'D', 'D'],
  ]
  const [, ...classes] = rows.find(([below]) => wind < below)!
  return classes[sun]!
}

/** Direction the plume drifts to, degrees clockwise from north, for a wind given as the direction it comes from. */
export function driftTo(windFrom: Degrees): Degrees {
  return (windFrom + 180) % 360
}
