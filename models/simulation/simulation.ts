import type { Body } from '../body.ts'
import type { SkySeries } from '../laws/pvFleet.ts'
import type { Ambient } from './ambient.ts'

/** Values of one asset by point name; an array where the point has parts. */
export type Reading = Record<string, number | readonly number[]>

/** What an asset that carries power for others has on it now, MW; nothing for all the rest. */
export interface Carried {
  /** Positive along its path, or towards the consumers. */
  readonly power: number
  readonly capacity: number
}

/** How a kind behaves: a pure function of the asset, a number that is the asset's own, and what is so now. */
export type Model = (asset: Body, channel: number, ambient: Ambient, carried: Carried) => Reading

/** A day in quarter hours, and its sky laid out for all arrays. */
export interface Day {
  readonly hours: readonly Ambient[]
  readonly sky: SkySeries
}

/** What a kind does while no device speaks for it. */
export interface Simulation {
  readonly now: Model
  /** Power in kW at each quarter hour of a day, by which its `energyToday` is caught up; only for kinds with a meter. */
  readonly day?: (asset: Body, channel: number, day: Day) => ArrayLike<number>
}

/** Power of a day by a law of the instant. */
export function eachHour(
  law: (asset: Body, channel: number, ambient: Ambient) => number,
): NonNullable<Simulation['day']> {
  return (asset, channel, { hours }) => hours.map(ambient => law(asset, channel, ambient))
}
