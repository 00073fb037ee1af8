/** Middle of some numbers; the mean of the two middle ones for an even count; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A goal: our figure at most `most` times the peer's. */
export interface Verdict {
  readonly metric: string
  readonly ours: number
  readonly peer: number
  readonly ratio: number
  readonly most: number
  readonly reached: boolean
}

/** Compare medians of repeated runs. */
export function judge(
  metric: string,
  ours: readonly number[],
  peer: readonly number[],
  most: number,
): Verdict {
  const [a, b] = [median(ours), median(peer)]
  const ratio = a / b
  return { metric, ours: a, peer: b, ratio, most, reached: ratio <= most }
}

/** The verdicts as a Markdown table. */
export function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    v =>
      `| ${v.metric} | ${show(v.ours)} | ${show(v.peer)} | ${v.ratio.toFixed(3)} | ≤ ${v.most.toFixed(3)} | ${v.reached ? 'yes' : 'no'} |`,
  )
  return ['| metric | ours | peer | ratio | goal | reached |', '|---|--:|--:|--:|--:|---|', ...rows].join(
    '\n',
  )
}

function show(value: number): string {
  return Number.isNaN(value) ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(3)
}
