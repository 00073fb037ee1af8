import { describe, expect, test } from 'vitest'
import { ratingOf, SEVERITIES, TOPICS } from '../../models/kind.ts'
import { isKindName, type KindName, kindOf, kinds } from '../../models/kinds.ts'

const names = Object.keys(kinds) as KindName[]

describe.each(names)('%s', name => {
  const kind = kindOf(name)

  test('is named with its points and states in four languages and belongs to a topic', () => {
    const points = Object.values(kind.points)
    const names = [
      kind.name,
      ...(kind.rating ? [kind.rating.name] : []),
      ...points.map(point => point.name),
      ...points.flatMap(point => point.states ?? []),
    ]
    for (const { ko, en, ja, zh } of names) {
      expect(ko).toMatch(/[가-힣]/)
      expect(en).toMatch(/^[A-Z]/)
      expect(ja, en).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u)
      expect(zh, en).toMatch(/\p{Script=Han}/u)
      expect(zh, en).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u)
    }
    expect(TOPICS).toContain(kind.topic)
  })

  test('says what its name-plate figure is the most of, or that it is a size', () => {
    const { unit, point } = ratingOf(kind)
    if (point !== null) expect([kind.points[point]?.unit, 'stalls']).toContain(unit)
  })

  test('leads with one of its points', () => {
    expect(Object.keys(kind.points)).toContain(kind.lead)
  })

  test.each(Object.entries(kind.points))('%s has a range its resolution can count in 30 bits', (_, spec) => {
    const [min, max] = spec.range
    expect(min).toBeLessThan(max)
    expect(spec.resolution).toBeGreaterThan(0)
    expect(Math.max(Math.abs(min), Math.abs(max)) / spec.resolution).toBeLessThan(2 ** 30)
    expect(spec.every).toBeGreaterThan(0)
  })

  test.each(Object.entries(kind.points))('%s has limits in order inside its range', (_, spec) => {
    const { lowLow, low, high, highHigh } = spec.limits ?? {}
    const inOrder = [spec.range[0], lowLow, low, high, highHigh, spec.range[1]].filter(v => v !== undefined)
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
  })

  test.each(Object.entries(kind.points))('%s names every state code of its range', (_, spec) => {
    if (!spec.states) return
    expect(spec.unit).toBe('1')
    expect(spec.states.length).toBe(spec.range[1] + 1)
    for (const [code, severity] of Object.entries(spec.alarmStates ?? {})) {
      expect(spec.states[Number(code)]).toBeDefined()
      expect(SEVERITIES[severity]).toBeDefined()
    }
  })
})

test('only the names of kinds are kind names', () => {
  expect(names.every(isKindName)).toBe(true)
  for (const other of ['toString', '__proto__', '', 'Solar', 7, null]) expect(isKindName(other)).toBe(false)
})
