/** A rise and fall over the day about its centre, 0 to 1; centre and width in hours. */
export function bell(hour: number, centre: number, width: number): number {
  return Math.exp(-(((hour - centre) / width) ** 2))
}
