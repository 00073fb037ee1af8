import type { Asset } from '../../../models/asset.ts'
import { arrayPower, type SkySeries, skySeries } from '../../../models/laws/pvFleet.ts'
import type { Instant, LonLat } from '../../../models/units.ts'
import { factoryPower } from './demand.ts'
import { fuelCellPower, solarArray, solarClearness, windPower } from './generation.ts'
import { type Moment, momentAt } from './moment.ts'

/** Minutes of a step when a day is caught up at the start. */
const STEP = 15 * 60_000

/** Power in kW at each of a day's quarter hours. */
type Power = (asset: Asset, channel: number, past: Past) => ArrayLike<number>
const each =
  (law: (asset: Asset, channel: number, moment: Moment) => number): Power =>
  (asset, channel, { moments }) =>
    moments.map(moment => law(asset, channel, moment))
const POWERS: Partial<Record<Asset['kind'], Power>> = {
  solar: (asset, channel, { moments, sky }) =>
    arrayPower(
      sky,
      solarArray(asset),
      undefined,
      moments.map(moment => solarClearness(channel, moment)),
    ),
  wind: each(windPower),
  fuelCell: each(fuelCellPower),
  factory: each(factoryPower),
}

/** The quarter hours of a day, and their sky laid out for all arrays. */
interface Past {
  readonly day: number
  readonly moments: readonly Moment[]
  readonly sky: SkySeries
}

/** Meters that count kWh since Korean midnight; at the first asking they catch up the day in quarter hours. */
export class EnergyMeter {
  private readonly seed: number
  private readonly place: LonLat
  private readonly counted = new Map<string, { at: Instant; day: number; kWh: number }>()
  /** The day being caught up, shared by all meters. */
  private past: Past | null = null

  constructor(seed: number, place: LonLat) {
    this.seed = seed
    this.place = place
  }

  /** kWh of an asset since midnight, `power` kW being its present; null for kinds without a meter. */
  today(asset: Asset, channel: number, moment: Moment, power: Reading): number | null {
    const law = POWERS[asset.kind]
    if (!law || typeof power !== 'number') return null
    const { at, time } = moment
    const before = this.counted.get(asset.id)
    const known = before && before.day === time.dayNumber && at >= before.at
    const kWh = known
      ? before.kWh + (power * (at - before.at)) / 3_600_000
      : this.catchUp(law, asset, channel, moment)
    this.counted.set(asset.id, { at, day: time.dayNumber, kWh })
    return kWh
  }

  private catchUp(law: Power, asset: Asset, channel: number, { at, time }: Moment): number {
    const past = this.quarters(time.dayNumber, time.midnight)
    const power = law(asset, channel, past)
    return past.moments.reduce((kWh, moment, i) => {
      const span = Math.min(STEP, at - moment.at + STEP / 2)
      return moment.at < at ? kWh + (power[i]! * span) / 3_600_000 : kWh
    }, 0)
  }

  private quarters(day: number, midnight: Instant): Past {
    if (this.past?.day !== day) {
      const moments = Array.from({ length: 96 }, (_, q) =>
        momentAt(this.seed, this.place, midnight + (q + 0.5) * STEP),
      )
      const sky = skySeries(
        moments.map(({ at, sun, light, weather }) => ({
          at,
          sun,
          light,
          air: weather.temperature,
          wind: weather.wind,
        })),
      )
      this.past = { day, moments, sky }
    }
    return this.past
  }
}

type Reading = number | readonly number[] | undefined
