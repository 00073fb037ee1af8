/** Rows of a long list that are drawn, as [from, to): those in sight and a few beyond. */
export function windowOf(
  count: number,
  rowHeight: number,
  scrolled: number,
  height: number,
): readonly [from: number, to: number] {
  const from = Math.max(0, Math.min(count, Math.floor(scrolled / rowHeight)) - BEYOND)
  const to = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + BEYOND)
  return [Math.min(from, to), to]
}

/** Where to scroll to, so that a row is in sight; unchanged when it is. */
export function scrollTo(row: number, rowHeight: number, scrolled: number, height: number): number {
  const top = row * rowHeight
  if (top < scrolled) return top
  return Math.max(scrolled, top + rowHeight - height)
}

const BEYOND = 6
