import type { Asset } from '../../../models/asset.ts'
import { ENERGY_ROLES } from '../../../models/energyRole.ts'
import { kindOf } from '../../../models/kinds.ts'
import { numberPoints } from '../../../models/points.ts'
import { type Ambient, ambientAt } from '../../../models/simulation/ambient.ts'
import { channelOf, hash } from '../../../models/simulation/noise.ts'
import type { Reading } from '../../../models/simulation/simulation.ts'
import type { Site } from '../../../models/site.ts'
import type { Instant } from '../../../models/units.ts'
import type { Clock } from '../../clock.ts'
import type { Gate } from '../accept.ts'
import type { Source } from '../source.ts'
import { EnergyMeter } from './energyMeter.ts'
import { carriedBy, isCarrier, planGrid } from './grid.ts'

/** Milliseconds between rounds; each round emits what is due. */
const ROUND = 500
/** Milliseconds for which weather and sun are taken as the same. */
const SAME = 2_000

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
  private ambient: Ambient | null = null

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
    const ambient = this.ambientAt(now)
    for (const pass of [false, true]) {
      for (const plan of this.plans) if (isCarrier(plan.asset) === pass) this.emit(plan, ambient, () => true)
    }
  }

  /** Emit what became due in (from, to]. */
  between(from: Instant, to: Instant): void {
    const ambient = this.ambientAt(to)
    for (const plan of this.plans) {
      if (!due(plan.period, plan.phase, from, to)) continue
      this.emit(plan, ambient, period => due(period, plan.phase % period, from, to) || period === plan.period)
    }
  }

  private emit(plan: Plan, ambient: Ambient, wanted: (period: number) => boolean): void {
    const reading = this.read(plan, ambient)
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
    this.gate.simulate(indices, values, ambient.at)
  }

  private read({ asset, channel }: Plan, ambient: Ambient): Reading {
    const { simulation, energy } = kindOf(asset.kind)
    if (!simulation) return {}
    const reading = simulation.now(asset, channel, ambient, carriedBy(asset, this.grid, this.nets))
    const { power } = reading
    if (typeof power !== 'number') return reading
    if (energy && !isCarrier(asset)) this.nets.set(asset.id, ENERGY_ROLES[energy.role] * power)
    if (!simulation.day) return reading
    return { ...reading, energyToday: this.meter.today(asset, channel, ambient, power, simulation.day) }
  }

  private ambientAt(now: Instant): Ambient {
    if (!this.ambient || now - this.ambient.at >= SAME || now < this.ambient.at)
      this.ambient = ambientAt(this.seed, this.site.origin, now)
    return { ...this.ambient, at: now }
  }
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
