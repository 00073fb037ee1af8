import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, type Finding, RULES } from '../../models/laws/planningEngine.ts'
import {
  landscaping,
  type Proposal,
  plantedShare,
  setbacks,
  zoneLimits,
} from '../../models/laws/planningRules.ts'
import {
  idleLand,
  recognisedInRestrictedZone,
  standardFactoryLand,
  standardRatio,
} from '../../models/laws/standardRatio.ts'
import { blockDistance, northDistance } from '../../models/laws/sunlightDistance.ts'

const NOW = '2026-11-23'
const plant: Proposal = {
  zone: 'general industrial',
  use: 'factory',
  inComplex: true,
  siteArea: 10_000,
  buildingArea: 6_000,
  floorArea: 9_000,
  height: 14,
  roadWidth: 8,
  roadContact: 20,
  stalls: 30,
  industry: 'C29133',
  distributionSpace: true,
  neighbourSun: [],
}
const of = (rule: string, proposal: Proposal, asOf = NOW): Finding =>
  assess(proposal, asOf).find(f => f.rule === rule)!

test('every rule has a name in both languages, a clause and a life, and answers in one of four words', () => {
  for (const finding of assess(plant, NOW)) {
    expect(finding.name.ko && finding.name.en && finding.clause).toBeTruthy()
    expect(finding.inForce.from).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(['met', 'broken', 'exempt', 'unknown']).toContain(finding.verdict)
    expect(Number.isNaN(finding.margin)).toBe(
      typeof finding.limit !== 'number' || Number.isNaN(finding.value),
    )
  }
  expect(new Set(RULES.map(r => r.id)).size).toBe(RULES.length)
})

test('a plant in the complex: what binds, what it is free of, what is not known', () => {
  const verdicts = Object.fromEntries(assess(plant, NOW).map(f => [f.rule, f.verdict]))
  expect(verdicts).toEqual({
    coverage: 'met',
    floorArea: 'met',
    parking: 'met',
    standardArea: 'met',
    water: 'unknown',
    frontSetback: 'exempt',
    neighbourSetback: 'exempt',
    landscaping: 'exempt',
    roadWidth: 'met',
    roadContact: 'met',
    lot: 'met',
    sunlight: 'exempt',
    sunHours: 'exempt',
    emergencyLift: 'exempt',
    distributionSpace: 'met',
  })
  expect(of('frontSetback', plant).note?.en).toMatch(/1 m/)
  expect(of('neighbourSetback', plant).note?.en).toMatch(/0.5 m/)
  expect(of('coverage', plant).note?.en).toMatch(/80 %/)
})

test('limits follow zone, place and the plot’s own plan', () => {
  expect(zoneLimits('semi-industrial').floorArea).toBe(400)
  expect(zoneLimits('semi-industrial', true).floorArea).toBe(200)
  expect(zoneLimits('general industrial', true).floorArea).toBe(350)
  expect(of('coverage', { ...plant, caps: { coverage: 55 } })).toMatchObject({
    limit: 55,
    verdict: 'broken',
    note: null,
  })
  expect(of('floorArea', { ...plant, caps: { floorArea: 300 } }).limit).toBe(300)
})

test('more building never leaves more room, more stalls never less', () => {
  const area = fc.double({ min: 0, max: 50_000, noNaN: true })
  fc.assert(
    fc.property(area, area, (a, more) => {
      const margin = (rule: string, change: Partial<Proposal>) => of(rule, { ...plant, ...change }).margin
      expect(margin('coverage', { buildingArea: a + more })).toBeLessThanOrEqual(
        margin('coverage', { buildingArea: a }),
      )
      expect(margin('floorArea', { floorArea: a + more })).toBeLessThanOrEqual(
        margin('floorArea', { floorArea: a }),
      )
      expect(margin('parking', { floorArea: a + more })).toBeLessThanOrEqual(
        margin('parking', { floorArea: a }),
      )
      expect(margin('standardArea', { floorArea: a + more })).toBeGreaterThanOrEqual(
        margin('standardArea', { floorArea: a }),
      )
    }),
  )
})

test('setbacks outside the complex: by size, zone and danger', () => {
  const outside = { zone: 'semi-industrial', use: 'factory', inComplex: false } as const
  expect(setbacks({ ...outside, floorArea: 499 })).toEqual({ front: 1, neighbour: 1 })
  expect(setbacks({ ...outside, floorArea: 500 })).toEqual({ front: 1.5, neighbour: 1 })
  expect(setbacks({ ...outside, floorArea: 500, hazardousStorage: true })).toEqual({ front: 2, neighbour: 1 })
  expect(setbacks(outside)).toBeNull()
  expect(of('frontSetback', { ...plant, ...outside, frontSetback: 1.2 })).toMatchObject({
    limit: 1.5,
    verdict: 'broken',
  })
  expect(of('frontSetback', { ...outside, siteArea: 900 }).verdict).toBe('unknown')
})

test('planting: shares by size, roofs count two thirds of them and half of what is asked', () => {
  const open = { use: 'factory', inComplex: false, siteArea: 6000 } as const
  expect([1499, 1500, 1999, 2000].map(floorArea => landscaping({ ...open, floorArea }))).toEqual([
    'exempt',
    5,
    5,
    10,
  ])
  expect(landscaping({ ...open, siteArea: 4999, floorArea: 9000 })).toBe('exempt')
  expect(landscaping(open)).toBe('unknown')
  expect([999, 1000, 2000].map(floorArea => landscaping({ ...open, use: 'office', floorArea }))).toEqual([
    5, 10, 15,
  ])
  expect(plantedShare({ ...plant, greenArea: 500, greenRoof: 300 }, 10)).toBeCloseTo(7, 9)
  expect(plantedShare({ ...plant, greenArea: 500, greenRoof: 3000 }, 10)).toBeCloseTo(10, 9)
  expect(plantedShare(plant, 10)).toBeNaN()
})

test('sun of the neighbours: the worst of them decides, by either of the courts’ two measures', () => {
  const sun = (...spans: (readonly (readonly [number, number])[])[]) =>
    of('sunHours', { ...plant, neighbourSun: spans })
  expect(sun([[10, 12]])).toMatchObject({ verdict: 'met', value: 100 })
  expect(
    sun([
      [8, 9.5],
      [11, 11.5],
      [12, 13.5],
      [15.5, 16],
    ]).verdict,
  ).toBe('met')
  expect(
    sun(
      [[8, 16]],
      [
        [8, 9.5],
        [12, 13.8],
      ],
    ),
  ).toMatchObject({ verdict: 'broken' })
  expect(of('sunHours', { zone: plant.zone, use: plant.use, inComplex: true, siteArea: 500 }).verdict).toBe(
    'unknown',
  )
})

test('water is met where the supply is known and enough', () => {
  expect(of('water', { ...plant, waterSupply: 80 })).toMatchObject({ verdict: 'met', value: 71.1 })
  expect(of('water', { ...plant, waterSupply: 50 }).verdict).toBe('broken')
})

test('lifts above 31 m, space for gear from 500 m², a least lot', () => {
  expect(of('emergencyLift', { ...plant, height: 31.5 }).verdict).toBe('unknown')
  expect(of('emergencyLift', { ...plant, height: 31.5, emergencyLift: false }).verdict).toBe('broken')
  expect(of('distributionSpace', { ...plant, floorArea: 499 }).verdict).toBe('exempt')
  expect(of('lot', { ...plant, siteArea: 140 }).verdict).toBe('broken')
})

test('before a text was in force nothing is known of it', () => {
  expect(assess(plant, '1990-01-01').every(f => f.verdict === 'unknown' && f.note === null)).toBe(true)
  expect(of('coverage', plant, '2026-02-12').verdict).toBe('unknown')
  expect(of('coverage', plant, '2026-02-13').verdict).toBe('met')
})

test('a proposal that cannot be is refused by the name of what is wrong', () => {
  expect(() => assess({ ...plant, siteArea: 0 }, NOW)).toThrow(/site/)
  expect(() => assess({ ...plant, floorArea: Number.NaN }, NOW)).toThrow(/floorArea/)
  expect(() => assess({ ...plant, roadWidth: -1 }, NOW)).toThrow(/roadWidth/)
  expect(() => assess({ ...plant, caps: { coverage: -1 } }, NOW)).toThrow(/coverage/)
  expect(() => assess(plant, 'yesterday')).toThrow(/yesterday/)
  expect(() => assess(plant, '2026-13-40')).toThrow(RangeError)
})

test('standard ratios: the longest code counts, unknown codes stay unknown, and land follows', () => {
  expect(standardRatio('29133')).toBe(15)
  expect(standardRatio('C29280')).toBe(15)
  expect(standardRatio('25119')).toBe(12)
  expect(standardRatio('25200')).toBe(3)
  expect(standardRatio('27216')).toBe(20)
  expect(standardRatio('26111')).toBe(10)
  expect(standardRatio('31310')).toBeUndefined()
  expect(standardRatio('99')).toBeUndefined()
  expect(standardRatio('x')).toBeUndefined()
  expect(standardFactoryLand(-1, 12)).toBeNaN()
  expect(standardFactoryLand(100, 0)).toBeNaN()
  expect(idleLand(1200, 12, -1).excess).toBeNaN()
  expect(recognisedInRestrictedZone(1200, 12)).toBe(11_000)
  expect(recognisedInRestrictedZone(12_000, 12)).toBe(103_000)
  expect(of('standardArea', { ...plant, industry: '99999' }).verdict).toBe('unknown')
  expect(of('standardArea', { ...plant, standardRatio: 95 }).verdict).toBe('broken')
})

test('distances for sunlight: 1.5 m up to 10 m, half the height above, a block as far as it is high', () => {
  expect([9, 10, 12, 40].map(northDistance)).toEqual([1.5, 1.5, 6, 20])
  expect(northDistance(-1)).toBeNaN()
  expect(blockDistance(40)).toBe(40)
  expect(blockDistance(40, 0.5)).toBe(20)
  expect(blockDistance(40, 0.4)).toBeNaN()
})
