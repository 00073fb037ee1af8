/** Firms by number of employees in the register of factories of February 2020 (2,371 entries). */
export const REGISTER_SIZES: readonly {
  readonly from: number
  readonly to: number
  readonly firms: number
}[] = [
  { from: 1, to: 4, firms: 910 },
  { from: 5, to: 9, firms: 553 },
  { from: 10, to: 19, firms: 363 },
  { from: 20, to: 49, firms: 313 },
  { from: 50, to: 99, firms: 102 },
  { from: 100, to: 299, firms: 89 },
  { from: 300, to: 999, firms: 31 },
  { from: 1000, to: 7137, firms: 10 },
]

/** Employees at the quantile `part` (0 smallest … 1 largest) of the register. */
export function employeesAt(part: number): number {
  const total = REGISTER_SIZES.reduce((sum, size) => sum + size.firms, 0)
  let rank = Math.min(0.999999, Math.max(0, part)) * total
  for (const { from, to, firms } of REGISTER_SIZES) {
    if (rank < firms) return Math.round(from + (to - from) * (rank / firms) ** 1.5)
    rank -= firms
  }
  return 1000
}
