/** One option of a law on the command line: how it is read, what it means, and what stands when it is left out. */
export type OptionSpec =
  | {
      readonly kind: 'number'
      readonly what: string
      readonly least?: number
      readonly most?: number
      readonly otherwise?: number
      readonly optional?: true
    }
  | {
      readonly kind: 'choice'
      readonly what: string
      readonly of: readonly string[]
      readonly otherwise?: string
      readonly optional?: true
    }
  | {
      readonly kind: 'day' | 'month' | 'text'
      readonly what: string
      readonly otherwise?: string
      readonly optional?: true
    }
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** What a law was asked, checked against its options. Errors name the option, what came and what is wanted. */
export class Question {
  private readonly values: ReadonlyMap<string, number | string>

  constructor(specs: OptionSpecs, args: readonly string[]) {
    const given = pairs(args)
    for (const name of given.keys())
      if (!Object.hasOwn(specs, name))
        throw new UsageError(
          `--${name} is not an option here; there are ${Object.keys(specs)
            .map(n => `--${n}`)
            .join(', ')}`,
        )
    const values = new Map<string, number | string>()
    for (const [name, spec] of Object.entries(specs)) {
      const text = given.get(name)
      const value = text === undefined ? spec.otherwise : read(name, text, spec)
      if (value !== undefined) values.set(name, value)
      else if (!spec.optional) throw new UsageError(`--${name} is missing: ${spec.what}`)
    }
    this.values = values
  }

  has(name: string): boolean {
    return this.values.has(name)
  }

  number(name: string): number {
    return this.values.get(name) as number
  }

  text(name: string): string {
    return this.values.get(name) as string
  }

  /** A choice as the type of its list. */
  choice<T extends string>(name: string, of: readonly T[]): T {
    return of.find(one => one === this.values.get(name))!
  }

  /** Korean midnight of a day option. */
  midnight(name: string): number {
    return Date.parse(`${this.text(name)}T00:00:00+09:00`)
  }

  month(name: string): readonly [year: number, month: number] {
    const [year = 0, month = 0] = this.text(name).split('-').map(Number)
    return [year, month]
  }
}

/** A mistake in what was typed, to be shown without a stack. */
export class UsageError extends Error {}

/** Lines that explain options. */
export function explain(specs: OptionSpecs): string {
  return Object.entries(specs)
    .map(([name, spec]) => {
      const need = spec.otherwise !== undefined ? `(${spec.otherwise})` : spec.optional ? '' : 'needed'
      const choices = spec.kind === 'choice' ? `: ${spec.of.join(' | ')}` : ''
      const form = spec.kind === 'day' ? ', yyyy-mm-dd' : spec.kind === 'month' ? ', yyyy-mm' : ''
      return `  --${name.padEnd(12)} ${spec.what}${form}${choices} ${need}`.trimEnd()
    })
    .join('\n')
}

const MOST_TEXT = 200

function pairs(args: readonly string[]): Map<string, string> {
  const given = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const match = /^--([A-Za-z][\w.]*)(?:=(.*))?$/.exec(args[i]!)
    if (!match)
      throw new UsageError(`${args[i]!.slice(0, MOST_TEXT)} is not an option; options look like --name value`)
    const name = match[1]!
    const value = match[2] ?? args[++i]
    if (value === undefined || (match[2] === undefined && /^--[A-Za-z]/.test(value)))
      throw new UsageError(`--${name} has no value`)
    if (given.has(name)) throw new UsageError(`--${name} is given twice`)
    given.set(name, value)
  }
  return given
}

function read(name: string, text: string, spec: OptionSpec): number | string {
  const bad = (wanted: string): UsageError =>
    new UsageError(`--${name} ${text.slice(0, MOST_TEXT)} is not ${wanted}`)
  if (text.length > MOST_TEXT) throw bad(`at most ${MOST_TEXT} characters long`)
  switch (spec.kind) {
    case 'number': {
      const value = text.trim() === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(value)) throw bad('a number')
      if (value < (spec.least ?? -Infinity)) throw bad(`at least ${spec.least}`)
      if (value > (spec.most ?? Infinity)) throw bad(`at most ${spec.most}`)
      return value
    }
    case 'choice':
      if (!spec.of.includes(text)) throw bad(`one of ${spec.of.join(', ')}`)
      return text
    case 'day':
      if (!isDay(text)) throw bad('a day yyyy-mm-dd')
      return text
    case 'month':
      if (!/^\d{4}-\d{2}$/.test(text) || !isDay(`${text}-01`)) throw bad('a month yyyy-mm')
      return text
    case 'text':
      return text
  }
}

/** A day of the calendar: JavaScript would read 2026-02-30 as the second of March. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
