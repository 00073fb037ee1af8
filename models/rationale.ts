import type { Names, Translated } from './units.ts'

/** What the designer of an alarm wrote down about it (ISA-18.2 rationalisation). */
export interface Rationale {
  readonly cause?: Names
  readonly consequence?: Names
  /** What the operator does. */
  readonly action?: Names
  /** Minutes the operator has before the consequence. */
  readonly respondWithin?: number
}

type Text = readonly [ko: string, en: string, ja: string, zh: string]

/** A first rationalisation: our judgement, not a plant’s study, for engineers to make their own. Minutes to respond. */
export function rationale(cause: Text, consequence: Text, action: Text, respondWithin: number): Rationale {
  const names = ([ko, en, ja, zh]: Text): Translated => ({ ko, en, ja, zh })
  return { cause: names(cause), consequence: names(consequence), action: names(action), respondWithin }
}
