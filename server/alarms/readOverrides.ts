import { z } from 'zod'
import type { RuleOverride } from '../../models/alarmRule.ts'
import { isKindName } from '../../models/kinds.ts'
import { text } from '../../models/text.ts'

/** Overrides of one version, and characters of their JSON that a request may bring. */
const MOST = 2_000
export const LONGEST_RULES = 1024 * 1024

const severity = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
const limit = z.number().nullable().optional()
const seconds = z.number().min(0).max(3_600).optional()
const name = text(1, 100)
const words = z
  .strictObject({
    ko: text(0, 500),
    en: text(0, 500),
    ja: text(0, 500).exactOptional(),
    zh: text(0, 500).exactOptional(),
  })
  .optional()

const condition = z.strictObject({
  asset: name,
  point: name,
  part: z.int().min(0).max(65_535).optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
})

const change = z.strictObject({
  limits: z
    .strictObject({ lowLow: limit, low: limit, high: limit, highHigh: limit, deadband: limit })
    .optional(),
  ratePerMinute: z.number().positive().nullable().optional(),
  states: z.record(z.string().regex(/^\d{1,3}$/), severity).optional(),
  severity: z
    .strictObject({
      lowLow: severity,
      low: severity,
      high: severity,
      highHigh: severity,
      rate: severity,
      bad: severity,
      stale: severity,
    })
    .partial()
    .optional(),
  onDelay: seconds,
  offDelay: seconds,
  latched: z.boolean().optional(),
  firstOut: text(1, 60).nullable().optional(),
  suppressWhen: condition.nullable().optional(),
  rationale: z
    .strictObject({
      cause: words,
      consequence: words,
      action: words,
      respondWithin: z.number().positive().max(10_080).optional(),
    })
    .optional(),
})

const override = z.strictObject({
  kind: z.string().refine(isKindName, 'is no kind of this twin').optional(),
  asset: name.optional(),
  point: name.optional(),
  set: change,
})

const order = z.strictObject({
  /** Version the change was made from; another one since then means that somebody else was faster. */
  base: z.int().min(0),
  reason: text(1, 500),
  overrides: z.array(override).max(MOST),
})

/** A new version of the rules as it is ordered. */
export interface RulesOrder {
  readonly base: number
  readonly reason: string
  readonly overrides: readonly RuleOverride[]
}

/** The order in a request's body, or what is wrong with it and where. */
export function readRulesOrder(body: unknown): RulesOrder | { readonly fault: string } {
  const { success, data, error } = order.safeParse(body)
  if (success) return data as RulesOrder
  const { path, message } = error.issues[0]!
  return { fault: `${path.length > 0 ? path.join('.') : 'the body'}: ${message}` }
}
