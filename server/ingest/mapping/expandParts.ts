import type { Points } from '../../../models/points.ts'

const PART = '{part}'
/** Parts of one line at most. */
const MOST = 10_000

/**
 * Lines of a mapping as written, with one that holds {part} in its foreign name as one line for each part of its point:
 * {part} counts from `firstPart`, 0 when left out. `k` is the number of the line as it was written.
 */
export function expandParts(
  lines: readonly unknown[],
  points: Points,
): { readonly line: unknown; readonly k: number }[] {
  return lines.flatMap((line, k) => {
    if (!isObject(line) || !isObject(line.to) || !JSON.stringify(line.from ?? null).includes(PART))
      return [{ line, k }]
    const { firstPart = 0, ...to } = line.to
    const { asset, point } = to
    if (typeof asset !== 'string' || typeof point !== 'string' || !Number.isInteger(firstPart))
      return [{ line, k }]
    const lines: { line: unknown; k: number }[] = []
    for (let part = 0; part < MOST && points.find(asset, point, part) >= 0; part++) {
      const number = String(part + (firstPart as number))
      const from = JSON.parse(JSON.stringify(line.from).replaceAll(PART, number)) as unknown
      lines.push({ line: { ...line, from, to: { ...to, part } }, k })
    }
    return lines.length > 0 ? lines : [{ line, k }]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
