import type { Asset } from '../../../models/asset.ts'
import { kindOf } from '../../../models/kinds.ts'
import { numberPoints } from '../../../models/points.ts'
import type { Site } from '../../../models/site.ts'
import type { Instant } from '../../../models/units.ts'
import type { Clock } from '../../clock.ts'
import type { Gate } from '../accept.ts'
import type { Source } from '../source.ts'
import { EnergyMeter } from './energyMeter.ts'
import { gridReading, planGrid } from './grid.ts'
import type { Reading } from './model.ts'
import { MODELS } from './models.ts'
import { type Moment, momentAt } from './moment.ts'
import { channelOf, hash } from './noise.ts'

/** Milliseconds between rounds; each round emits what is due. */
const ROUND = 500
/** Milliseconds for which weather and sun are taken as the same. */
const MOMENT = 2_000

/** Which points of an asset are emitted how often. */
interface Plan {
  readonly asset: Asset
  readonly channel: number
  /** Shortest period of its points, and where in it the asset is due, milliseconds. */
  readonly period: number
  readonly phase: number
  readonly points: readonly {
    readonly name: string
    readonly first: number
    readonly count: number
    readonly period: number
  }[]
}

/** Plausible days of the whole site by its kinds and models/laws: the same seed and clock give the same values. */
export function simulator(site: Site, seed: number, clock: Clock): Source {
  return {
    name: 'simulator',
    start(gate) {
      const run = new Run(site, seed, gate)
      run.all(clock.now())
      let last = clock.now()
      return clock.every(ROUND, () => {
        const now = clock.now()
        run.between(last, now)
        last = now
      })
    },
  }
}

/** One run over a site; also driven by hand in tests. */
export class Run {
  private readonly site: Site
  private readonly seed: number
  private readonly gate: Gate
  private readonly plans: readonly Plan[]
  private readonly grid: ReturnType<typeof planGrid>
  private readonly nets = new Map<string, number>()
  private readonly meter: EnergyMeter
  private moment: Moment | null = null

  constructor(site: Site, seed: number, gate: Gate) {
    this.site = site
    this.seed = seed
    this.gate = gate
    this.plans = plansOf(site)
    this.grid = planGrid(site.assets)
    this.meter = new EnergyMeter(seed, site.origin)
  }

  /** Emit every point: the present at once, without a warm-up. */
  all(now: Instant): void {
    const moment = this.momentAt(now)
    for (const pass of [false, true]) {
      for (const plan of this.plans)
        if ((plan.asset.kind === 'grid') === pass) this.emit(plan, moment, () => true)
    }
  }

  /** Emit what became due in (from, to]. */
  between(from: Instant, to: Instant): void {
    const moment = this.momentAt(to)
    for (const plan of this.plans) {
      if (!due(plan.period, plan.phase, from, to)) continue
      this.emit(plan, moment, period => due(period, plan.phase % period, from, to) || period === plan.period)
    }
  }

  private emit(plan: Plan, moment: Moment, wanted: (period: number) => boolean): void {
    const reading = this.read(plan, moment)
    const indices: number[] = []
    const values: number[] = []
    for (const { name, first, count, period } of plan.points) {
      const value = reading[name]
      if (value === undefined || !wanted(period)) continue
      for (let part = 0; part < count; part++) {
        indices.push(first + part)
        values.push(typeof value === 'number' ? value : (value[part] ?? 0))
      }
    }
    this.gate.simulate(indices, values, moment.at)
  }

  private read({ asset, channel }: Plan, moment: Moment): Reading {
    if (asset.kind === 'grid') return gridReading(asset, channel, moment.at, this.seed, this.grid, this.nets)
    const reading = MODELS[asset.kind](asset, channel, moment)
    const net = netOf(asset, reading)
    if (net !== null) this.nets.set(asset.id, net)
    const energy = this.meter.today(asset, channel, moment, reading.power)
    return energy === null ? reading : { ...reading, energyToday: energy }
  }

  private momentAt(now: Instant): Moment {
    if (!this.moment || now - this.moment.at >= MOMENT || now < this.moment.at)
      this.moment = momentAt(this.seed, this.site.origin, now)
    return { ...this.moment, at: now }
  }
}

/** Demand (+) or generation (−) in kW of an asset that trades power, else null. */
function netOf(asset: Asset, reading: Reading): number | null {
  const power = reading.power
  if (typeof power !== 'number') return null
  if (asset.kind === 'factory' || asset.kind === 'charger') return power
  const gives =
    asset.kind === 'solar' || asset.kind === 'wind' || asset.kind === 'fuelCell' || asset.kind === 'battery'
  return gives ? -power : null
}

function plansOf(site: Site): Plan[] {
  const points = numberPoints(site.assets)
  return site.assets.map((asset, i) => {
    const specs = Object.entries(kindOf(asset.kind).points)
    const channel = channelOf(asset.id)
    let first = points.first[i]!
    const list = specs.map(([name, spec]) => {
      const count = spec.perPart ? (asset.parts ?? 0) : 1
      const entry = { name, first, count, period: spec.every * 1000 }
      first += count
      return entry
    })
    const period = Math.min(...list.map(p => p.period))
    return { asset, channel, period, phase: Math.floor(hash(11, channel) * period), points: list }
  })
}

/** True when an instant of the form k × period + phase lies in (from, to]. */
function due(period: number, phase: number, from: Instant, to: Instant): boolean {
  return Math.floor((to - phase) / period) > Math.floor((from - phase) / period)
}
