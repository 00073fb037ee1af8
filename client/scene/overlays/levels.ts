/** Eye heights in metres: above the first quiet devices would only clutter the picture and blocks speak for them; above the second sub-districts speak for all. */
export const FAR = 1_400
export const WIDE = 4_000
