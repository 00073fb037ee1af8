/** The list cut into runs of at most `count` steps that share their ends. */
export function pieces<T>(line: readonly T[], count: number): T[][] {
  const steps = line.length - 1
  const parts = Math.max(1, Math.ceil(steps / count))
  return Array.from({ length: parts }, (_, k) =>
    line.slice(Math.floor((k * steps) / parts), Math.floor(((k + 1) * steps) / parts) + 1),
  )
}
