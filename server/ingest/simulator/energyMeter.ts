import type { Asset } from '../../../models/asset.ts'
import type { Instant, LonLat } from '../../../models/units.ts'
import { factoryPower } from './demand.ts'
import { fuelCellPower, solarPower, windPower } from './generation.ts'
import { type Moment, momentAt } from './moment.ts'

/** Minutes of a step when a day is caught up at the start. */
const STEP = 15 * 60_000

type Power = (asset: Asset, channel: number, moment: Moment) => number
const POWERS: Partial<Record<Asset['kind'], Power>> = {
  solar: solarPower,
  wind: windPower,
  fuelCell: fuelCellPower,
  factory: factoryPower,
}

/** Meters that count kWh since Korean midnight; at the first asking they catch up the day in quarter hours. */
export class EnergyMeter {
  private readonly seed: number
  private readonly place: LonLat
  private readonly counted = new Map<string, { at: Instant; day: number; kWh: number }>()
  /** Quarter-hour moments of the day being caught up, shared by all meters. */
  private past: { day: number; moments: Moment[] } = { day: -1, moments: [] }

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
    let kWh = 0
    for (const past of this.quarters(time.dayNumber, time.midnight)) {
      if (past.at >= at) break
      kWh += (law(asset, channel, past) * Math.min(STEP, at - past.at + STEP / 2)) / 3_600_000
    }
    return kWh
  }

  private quarters(day: number, midnight: Instant): readonly Moment[] {
    if (this.past.day !== day) {
      this.past = {
        day,
        moments: Array.from({ length: 96 }, (_, q) =>
          momentAt(this.seed, this.place, midnight + (q + 0.5) * STEP),
        ),
      }
    }
    return this.past.moments
  }
}

type Reading = number | readonly number[] | undefined
