import type { PointSpec } from '../../../models/kind.ts'
import { nameIn } from '../../../models/nameIn.ts'
import type { Unit } from '../../../models/units.ts'
import type { Say } from '../../words/words.ts'

/** A number and its unit, apart so that they can be set in different type. */
export interface Shown {
  readonly number: string
  readonly unit: string
}

/** Units that step up by 1,000 from this value on. */
const LARGER: Partial<Record<Unit, { from: number; unit: Unit | 'GWh' | 'GW' | 't' }>> = {
  kW: { from: 10_000, unit: 'MW' },
  kWh: { from: 10_000, unit: 'MWh' },
  MWh: { from: 10_000, unit: 'GWh' },
  kg: { from: 10_000, unit: 't' },
}

/** A reading as people of that language write it; state codes become their names, no reading a dash. */
export function formatValue(value: number, spec: PointSpec, language: string, say: Say): Shown {
  if (Number.isNaN(value)) return { number: '–', unit: '' }
  const state = spec.states?.[Math.round(value)]
  if (state) return { number: nameIn(state, language), unit: '' }
  return formatAmount(value, spec.unit, language, say, digitsOf(spec.resolution))
}

/** An amount with as many decimals as mean something: at most `digits`, fewer the larger it is, larger units from 10,000. */
export function formatAmount(value: number, unit: Unit, language: string, say: Say, digits = 1): Shown {
  if (Number.isNaN(value)) return { number: '–', unit: '' }
  const larger = LARGER[unit]
  if (larger && Math.abs(value) >= larger.from)
    return { number: decimal(value / 1000, language, 1), unit: larger.unit }
  return { number: decimal(value, language, digits), unit: unitIn(unit, say) }
}

/** A number with at most `digits` decimals, three significant places being enough above 100. */
export function decimal(value: number, language: string, digits: number): string {
  const size = Math.abs(value)
  const places = Math.min(digits, size >= 1000 ? 0 : size >= 100 ? 1 : digits)
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: Math.min(places, 2),
    maximumFractionDigits: places,
  }).format(Math.abs(value) < 0.5 * 10 ** -places ? 0 : value)
}

/** Decimals that a resolution can tell apart: 0.5 → 1, 0.05 → 2, 5 → 0. */
export function digitsOf(resolution: number): number {
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9)))
}

/** A length on the ground, metres or kilometres. */
export function formatLength(metres: number, language: string): string {
  return metres >= 1000 ? `${decimal(metres / 1000, language, 1)} km` : `${decimal(metres, language, 0)} m`
}

function unitIn(unit: Unit, say: Say): string {
  if (unit === '1') return ''
  if (unit === 'stalls') return say('unit.stalls')
  if (unit === 'persons') return say('unit.persons')
  if (unit === 'pcs/h') return say('unit.perHour')
  if (unit === 's') return say('unit.seconds')
  return unit
}
