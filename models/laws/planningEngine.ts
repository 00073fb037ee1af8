import { BUILDING_RULES } from './buildingRules.ts'
import type { Limit, Proposal, Rule } from './planningRules.ts'
import { SITE_RULES } from './siteRules.ts'

/** Every rule of plants in Changwon. */
export const RULES: readonly Rule[] = [...SITE_RULES, ...BUILDING_RULES]

/** What a rule says of a proposal. */
export interface Finding {
  readonly rule: string
  readonly name: Rule['name']
  readonly unit: Rule['unit']
  readonly bound: Rule['bound']
  readonly limit: Limit
  /** NaN when the proposal does not say. */
  readonly value: number
  /** Room left in the unit, negative when broken; NaN when exempt or unknown. */
  readonly margin: number
  readonly verdict: 'met' | 'broken' | 'exempt' | 'unknown'
  readonly clause: string
  /** Day the rule was asked for. */
  readonly asOf: string
  /** Days the text read is known to be in force; outside them the limit is unknown. */
  readonly inForce: { readonly from: string; readonly until: string | null }
  /** What the figure leaves open, null for nothing. */
  readonly note: Rule['name'] | null
}

/**
 * Every rule's word on a proposal as of a day (yyyy-mm-dd). A rule not in force that day, or that hangs on what the proposal
 * does not say, answers 'unknown'. Throws RangeError on a day that is none, on areas and lengths below 0 or no number, and
 * on a site without area.
 */
export function assess(proposal: Proposal, asOf: string, rules: readonly Rule[] = RULES): Finding[] {
  check(proposal, asOf)
  return rules.map(rule => finding(rule, proposal, asOf))
}

function check(proposal: Proposal, asOf: string): void {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf)))
    throw new RangeError(`${asOf} is not a day yyyy-mm-dd`)
  if (!(proposal.siteArea > 0)) throw new RangeError('the site of a proposal must have an area above 0 m²')
  const figures = [...Object.entries(proposal), ...Object.entries(proposal.caps ?? {})]
  for (const [name, value] of figures) {
    if (typeof value === 'number' && !(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`${name} of a proposal must be a number of 0 and more, not ${value}`)
  }
}

function finding(rule: Rule, proposal: Proposal, asOf: string): Finding {
  const { id, name, unit, bound, clause, from, until } = rule
  const inForce = from <= asOf && (until === null || asOf <= until)
  const limit = inForce ? rule.limit(proposal) : 'unknown'
  const value = rule.value(proposal)
  const margin = typeof limit === 'number' ? (bound === 'most' ? limit - value : value - limit) : Number.NaN
  return {
    rule: id,
    name,
    unit,
    bound,
    limit,
    value,
    margin,
    verdict: verdictOf(limit, margin),
    clause,
    asOf,
    inForce: { from, until },
    note: inForce ? (rule.note?.(proposal) ?? null) : null,
  }
}

function verdictOf(limit: Limit, margin: number): Finding['verdict'] {
  if (limit === 'exempt') return 'exempt'
  if (limit === 'unknown' || Number.isNaN(margin)) return 'unknown'
  return margin >= -1e-9 ? 'met' : 'broken'
}
