/** A step into JSON: a name, a number of a list, or a name as it is in quotes. */
export type Step = string | number | { readonly exactly: string }

const STEP = /\.([\p{L}\p{N}_-]+)|\[(\d{1,5})\]|\[(?:'([^']{1,100})'|"([^"]{1,100})")\]/gu

/** True for a path such as $.data.values[0] or $['PM2.5']. */
export function isPath(path: string): boolean {
  return path.startsWith('$') && path.slice(1).replace(STEP, '') === ''
}

/** The steps of a path that `isPath` allows. */
export function stepsOf(path: string): Step[] {
  return [...path.matchAll(STEP)].map(([, name, index, single, double]) =>
    name !== undefined ? name : index !== undefined ? Number(index) : { exactly: (single ?? double)! },
  )
}

/** What is at a path, or undefined. Names joined by dots also find one key that holds the dots: $.DUST.PM2.5 finds {"DUST": {"PM2.5": …}}. */
export function valueAt(body: unknown, steps: readonly Step[], from = 0): unknown {
  if (from === steps.length) return body
  if (typeof body !== 'object' || body === null) return undefined
  const step = steps[from]!
  if (typeof step === 'object') return into(body, step.exactly, steps, from + 1)
  const found = into(body, step, steps, from + 1)
  if (found !== undefined || typeof step === 'number') return found
  let name = step
  for (let k = from + 1; k < steps.length && typeof steps[k] === 'string'; k++) {
    name += `.${steps[k]}`
    const joined = into(body, name, steps, k + 1)
    if (joined !== undefined) return joined
  }
  return undefined
}

function into(body: object, key: string | number, steps: readonly Step[], next: number): unknown {
  if (!Object.hasOwn(body, key)) return undefined
  return valueAt((body as Record<string | number, unknown>)[key], steps, next)
}

/** A path as it is written. */
export function pathText(steps: readonly Step[]): string {
  return `$${steps.map(step => (typeof step === 'number' ? `[${step}]` : typeof step === 'object' ? `['${step.exactly}']` : `.${step}`)).join('')}`
}
