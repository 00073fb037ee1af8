/** Lines that an entry of the audit names at most; the rest are counted. */
const NAMED = 20

/** What a change of a mapping took out and put in, for the audit. */
export function changesOf(
  before: unknown,
  after: unknown,
): { readonly before: object; readonly after: object } {
  const [were, are] = [linesOf(before), linesOf(after)]
  const [old, fresh] = [new Set(were), new Set(are)]
  return {
    before: told(
      were,
      were.filter(line => !fresh.has(line)),
    ),
    after: told(
      are,
      are.filter(line => !old.has(line)),
    ),
  }
}

function told(all: readonly string[], changed: readonly string[]): object {
  return {
    lines: all.length,
    changed: changed.length,
    named: changed.slice(0, NAMED).map(line => JSON.parse(line)),
  }
}

function linesOf(mapping: unknown): string[] {
  const { points } = (mapping ?? {}) as { points?: unknown }
  return Array.isArray(points) ? points.map(line => JSON.stringify(line)) : []
}
