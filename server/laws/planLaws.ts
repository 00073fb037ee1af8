import { assess } from '../../models/laws/planningEngine.ts'
import { type Proposal, ZONES } from '../../models/laws/planningRules.ts'
import { contractLoad, industrialWater, jobsOn, wasteWater } from '../../models/laws/siteNeeds.ts'
import { idleLand, standardRatio } from '../../models/laws/standardRatio.ts'
import { items, type Law, show } from './law.ts'
import { type OptionSpecs, type Question, UsageError } from './options.ts'

const area = (what: string): OptionSpecs[string] => ({
  kind: 'number',
  what: `${what}, m²`,
  least: 0,
  most: 1e8,
})
const perhaps = (what: string): OptionSpecs[string] => ({
  kind: 'number',
  what,
  least: 0,
  most: 1e8,
  optional: true,
})

/** Fields of a proposal that a number on the command line may set. */
const FIELDS = {
  site: 'siteArea',
  building: 'buildingArea',
  floor: 'floorArea',
  height: 'height',
  front: 'frontSetback',
  neighbour: 'neighbourSetback',
  road: 'roadWidth',
  contact: 'roadContact',
  green: 'greenArea',
  stalls: 'stalls',
  ratio: 'standardRatio',
  supply: 'waterSupply',
} as const

/** Laws of planning: rules on a proposal, land, and what a plant needs. */
export const PLAN_LAWS: Readonly<Record<string, Law>> = {
  plan: {
    tells: 'every planning rule on a proposal: limit, value, margin, verdict, clause',
    takes: {
      site: area('site area'),
      ...Object.fromEntries(
        Object.entries(FIELDS)
          .filter(([name]) => name !== 'site')
          .map(([name, field]) => [name, perhaps(field)]),
      ),
      zone: { kind: 'choice', what: 'zone', of: ZONES, otherwise: 'general industrial' },
      use: {
        kind: 'choice',
        what: 'use',
        of: ['factory', 'warehouse', 'office', 'other'],
        otherwise: 'factory',
      },
      complex: { kind: 'choice', what: 'in an industrial complex', of: ['yes', 'no'], otherwise: 'yes' },
      industry: { kind: 'text', what: 'industry code (KSIC)', optional: true },
      date: { kind: 'day', what: 'as of', otherwise: '2026-11-23' },
    },
    ask: plan,
  },
  land: {
    tells: 'standard factory area ratio of an industry, and land that lies idle',
    takes: {
      industry: { kind: 'text', what: 'industry code (KSIC), for example 29133' },
      floor: area('floor area'),
      site: area('site area'),
    },
    ask: q => {
      const ratio = standardRatio(q.text('industry'))
      if (ratio === undefined)
        throw new UsageError(`no standard ratio is known for industry ${q.text('industry')}`)
      return items({ 'ratio, %': ratio, ...idleLand(q.number('floor'), ratio, q.number('site')) })
    },
  },
  needs: {
    tells: 'water, waste water, jobs and contract load of a plant, least and most',
    takes: { site: area('site area'), floor: area('floor area') },
    ask: q => {
      const water = industrialWater(q.number('site'))
      const waste = wasteWater(water)
      const load = contractLoad('machining', q.number('floor'))
      return items({
        'water, m³/d': water,
        'waste water, m³/d': `${show(waste.least)} to ${show(waste.most)}`,
        'machining load, kW': `${show(load.least, 0)} to ${show(load.most, 0)}`,
        jobs: jobsOn(q.number('site')),
      })
    },
  },
}

function plan(q: Question) {
  const figures = Object.entries(FIELDS).filter(([name]) => q.has(name))
  const proposal = {
    zone: q.choice('zone', ZONES),
    use: q.choice('use', ['factory', 'warehouse', 'office', 'other'] as const),
    inComplex: q.text('complex') === 'yes',
    ...(q.has('industry') && { industry: q.text('industry') }),
    ...Object.fromEntries(figures.map(([name, field]) => [field, q.number(name)])),
  } as Proposal
  return assess(proposal, q.text('date')).map(f => ({
    rule: f.name.en,
    limit:
      typeof f.limit === 'number' ? `${f.bound === 'most' ? '≤' : '≥'} ${show(f.limit)} ${f.unit}` : f.limit,
    value: show(f.value),
    margin: show(f.margin),
    verdict: f.verdict,
    clause: f.clause,
    note: f.note?.en ?? '',
  }))
}
