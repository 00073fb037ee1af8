import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ANSWERS, type Inputs } from './answers.ts'

interface Case {
  id: string
  model: string
  inputs: Inputs
  expected: Record<string, unknown>
  tolerance: Record<string, number>
  source: string
}

const read = (file: string): Case[] =>
  (JSON.parse(readFileSync(`test/truth/${file}`, 'utf8')) as { cases: Case[] }).cases
const reference = read('reference-cases.json')
const further = read('further-cases.json')
const cases = [...reference, ...further]

test('every case names its source', () => {
  expect(reference.length).toBe(185)
  expect(new Set(cases.map(c => c.id)).size).toBe(cases.length)
  for (const c of cases) expect(c.source, c.id).toBeTruthy()
})

describe('published cases', () => {
  test.each(cases.map(c => [c.id, c] as const))('%s', (_, c) => {
    const answer = ANSWERS[c.model]?.(c.inputs)
    expect(answer, `no law answers ${c.model}`).toBeDefined()
    for (const [name, want] of Object.entries(c.expected)) {
      if (name === 'unit') continue
      close(answer?.[name], want, c.tolerance, name)
    }
  })
})

/** Compare as the case says: absolute, relative, a factor, seconds of a clock, or exactly. */
function close(got: unknown, want: unknown, tolerance: Record<string, number>, name: string): void {
  if (Array.isArray(want)) {
    for (const [i, w] of want.entries()) close((got as unknown[])[i], w, tolerance, `${name}[${i}]`)
    return
  }
  if (typeof want === 'string' && /^\d\d:\d\d:\d\d$/.test(want)) {
    expect(
      Math.abs(seconds(got as string) - seconds(want)),
      `${name}: ${got}, published ${want}`,
    ).toBeLessThanOrEqual(tolerance.seconds ?? 0)
    return
  }
  if (typeof want !== 'number') {
    expect(got, name).toEqual(want)
    return
  }
  const error = Math.abs((got as number) - want)
  if (tolerance.factor) {
    const factor = Math.max((got as number) / want, want / (got as number))
    expect(factor, `${name}: ${got}, published ${want}`).toBeLessThanOrEqual(tolerance.factor)
  } else {
    expect(error, `${name}: ${got}, published ${want}`).toBeLessThanOrEqual(allowed(tolerance, want, name))
  }
}

function allowed(tolerance: Record<string, number>, want: number, name: string): number {
  if (name in tolerance) return tolerance[name]!
  if (name.startsWith('azimuth') && 'azimuth_deg' in tolerance) return tolerance.azimuth_deg!
  if (name.includes('elevation') && 'elevation_deg' in tolerance) return tolerance.elevation_deg!
  if (name === 'kt' && 'abs_kt' in tolerance) return tolerance.abs_kt!
  if ('fast_model_deg' in tolerance) return tolerance.fast_model_deg!
  if ('rel' in tolerance) return Math.abs(want) * tolerance.rel!
  const absolute = Object.entries(tolerance).find(([key]) => key.startsWith('abs'))
  return absolute ? absolute[1] : 0
}

const seconds = (clock: string): number => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
