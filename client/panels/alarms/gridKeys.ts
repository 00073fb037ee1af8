/** The row a key leads to, from a row of so many (-1 for none yet); null for a key that moves nothing. */
export function moveIn(key: string, row: number, count: number, page: number): number | null {
  if (count === 0) return null
  const to = {
    ArrowDown: row + 1,
    ArrowUp: row < 0 ? 0 : row - 1,
    PageDown: Math.max(row, 0) + page,
    PageUp: row - page,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to))
}

/** What lies between two rows of a list, both with it, whichever comes first. */
export function rangeOf<T>(list: readonly T[], from: number, to: number): readonly T[] {
  return list.slice(Math.min(from, to), Math.max(from, to) + 1)
}
