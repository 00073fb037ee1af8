/** One piece in the four languages. */
export interface Fact {
  readonly en: string
  readonly ko: string
  readonly ja: string
  readonly zh: string
}

/** Facts from rows of their texts. */
export function factsOf(
  rows: readonly (readonly [en: string, ko: string, ja: string, zh: string])[],
): readonly Fact[] {
  return rows.map(([en, ko, ja, zh]) => ({ en, ko, ja, zh }))
}
