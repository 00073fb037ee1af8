import type { Points } from '../../../models/points.ts'
import { numberPoints } from '../../../models/points.ts'
import type { Site } from '../../../models/site.ts'
import { asset, smallSite } from '../../server/fixture.ts'

/** A site of air stations, six points each. */
export function wideSite(stations: number): Site {
  return smallSite(Array.from({ length: stations }, (_, k) => asset('airStation', { id: `air-${k}` })))
}

/** The same samples for everyone: every point in turn, values that sometimes pass a limit, 1 ms apart a round. */
export function sample(points: Points, n: number, start: number) {
  const i = n % points.count
  return {
    asset: points.assetIds[points.asset[i]!]!,
    point: points.name[i]!,
    value: valueFor(points, i, n),
    at: start + Math.floor(n / points.count),
  }
}

/** A value inside the range of a point; about one in a thousand is an alarm. */
export function valueFor(points: Points, i: number, n: number): number {
  const { limits, range } = points.spec[i]!
  const normal = (limits?.high ?? range[1]) * 0.5
  return n % 997 === 0 ? normal * 2.02 : normal + ((n % 100) / 1_000) * normal
}

/** Points of the wide site. */
export function widePoints(stations: number): Points {
  return numberPoints(wideSite(stations).assets)
}

/** One measured row. */
export interface Row {
  readonly what: string
  readonly samples: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly rejected: number
  readonly goal?: number
}

/** Rows as a table: samples a second of the clock and of one core's work, against the first row of the group. Goals are for one core, and the machine is shared: they are judged by its work. */
export function table(rows: readonly Row[]): string {
  const first = rows[0]!
  const speed = (row: Row): number => row.samples / row.cpuSeconds
  return [
    '| what | samples | samples/s | samples a core-second | rejected | core work against the first | goal |',
    '|---|--:|--:|--:|--:|--:|---|',
    ...rows.map(row => {
      const goal =
        row.goal === undefined
          ? ''
          : `${row.goal.toLocaleString('en')} ${speed(row) >= row.goal ? 'met' : 'MISSED'}`
      const cells = [
        row.what,
        row.samples.toLocaleString('en'),
        Math.round(row.samples / row.seconds).toLocaleString('en'),
        Math.round(speed(row)).toLocaleString('en'),
        row.rejected.toLocaleString('en'),
        `${(speed(row) / speed(first)).toFixed(2)} ×`,
        goal,
      ]
      return `| ${cells.join(' | ')} |`
    }),
  ].join('\n')
}
