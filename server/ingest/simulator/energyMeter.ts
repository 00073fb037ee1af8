import type { Asset } from '../../../models/asset.ts'
import { skySeries } from '../../../models/laws/pvFleet.ts'
import { type Ambient, ambientAt } from '../../../models/simulation/ambient.ts'
import type { Day, Simulation } from '../../../models/simulation/simulation.ts'
import type { Instant, LonLat } from '../../../models/units.ts'

/** Minutes of a step when a day is caught up at the start. */
const STEP = 15 * 60_000

/** Power in kW at each of a day's quarter hours. */
type Power = NonNullable<Simulation['day']>

/** Meters that count kWh since Korean midnight; at the first asking they catch up the day in quarter hours. */
export class EnergyMeter {
  private readonly seed: number
  private readonly place: LonLat
  private readonly counted = new Map<string, { at: Instant; day: number; kWh: number }>()
  /** The day being caught up, shared by all meters. */
  private past: { readonly number: number; readonly day: Day } | null = null

  constructor(seed: number, place: LonLat) {
    this.seed = seed
    this.place = place
  }

  /** kWh of an asset since midnight, `power` kW being its present and `law` what it gave before. */
  today(asset: Asset, channel: number, { at, time }: Ambient, power: number, law: Power): number {
    const before = this.counted.get(asset.id)
    const known = before && before.day === time.dayNumber && at >= before.at
    const kWh = known
      ? before.kWh + (power * (at - before.at)) / 3_600_000
      : caughtUp(law(asset, channel, this.dayOf(time)), this.dayOf(time), at)
    this.counted.set(asset.id, { at, day: time.dayNumber, kWh })
    return kWh
  }

  private dayOf({ dayNumber, midnight }: Ambient['time']): Day {
    if (this.past?.number !== dayNumber) {
      const hours = Array.from({ length: 96 }, (_, q) =>
        ambientAt(this.seed, this.place, midnight + (q + 0.5) * STEP),
      )
      const sky = skySeries(
        hours.map(({ at, sun, light, weather }) => ({
          at,
          sun,
          light,
          air: weather.temperature,
          wind: weather.wind,
        })),
      )
      this.past = { number: dayNumber, day: { hours, sky } }
    }
    return this.past.day
  }
}

/** kWh of a day's quarter hours up to an instant. */
function caughtUp(power: ArrayLike<number>, { hours }: Day, at: Instant): number {
  return hours.reduce((kWh, hour, i) => {
    const span = Math.min(STEP, at - hour.at + STEP / 2)
    return hour.at < at ? kWh + (power[i]! * span) / 3_600_000 : kWh
  }, 0)
}
