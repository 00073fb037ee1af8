/** Distance in metres that a building keeps to its north in exclusive and general residential zones: 1.5 m up to 10 m of height, half the height above. Building Act decree art. 86(1); it does not bind plants. NaN for a negative height. */
export function northDistance(height: number): number {
  if (!(height >= 0)) return Number.NaN
  return height <= 10 ? 1.5 : height / 2
}

/** Distance in metres between facing blocks of flats: the height times the factor of the ordinance (0.5 to 1, Changwon 1), unless the solstice leaves two hours of sun unbroken. Building Act decree art. 86(3). NaN for what cannot be. */
export function blockDistance(height: number, factor = 1): number {
  return height >= 0 && factor >= 0.5 && factor <= 1 ? height * factor : Number.NaN
}
