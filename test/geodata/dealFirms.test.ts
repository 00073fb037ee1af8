import { expect, test } from 'vitest'
import { dealFirms, firmsOfSite } from '../../geodata/fabric/dealFirms.ts'
import { makeFrame } from '../../geodata/fabric/LocalFrame.ts'
import { employeesAt } from '../../geodata/fabric/registerSizes.ts'
import { claimSitePlots } from '../../geodata/fabric/sitePlots.ts'
import { inRing, ringCentre } from '../../geodata/plane/ring.ts'
import { readSources } from '../../geodata/sources.ts'

const sources = readSources('geodata/sources')

test('firms of every sub-district add up to the figure of the sources', () => {
  const plots = claimSitePlots(sources)
  const parcels = sources.subdistricts.flatMap((_, subdistrict) =>
    Array.from({ length: 40 }, (_, i) => ({
      frame: makeFrame([0, 0], 0),
      width: 20 + i,
      depth: 30,
      owner: { block: 0, subdistrict },
      buildings: [],
    })),
  )
  const dealt = dealFirms(sources, plots, parcels)
  sources.subdistricts.forEach((sub, index) => {
    const known = new Map([...plots].reverse().map(plot => [plot.place.id, plot]))
    const own = [...known.values()].filter(plot => inRing(sub.ring, ...ringCentre(plot.ring)))
    const made = dealt.filter(parcel => parcel.owner.subdistrict === index)
    const total =
      own.reduce((sum, plot) => sum + firmsOfSite(plot), 0) + made.reduce((sum, p) => sum + p.firms, 0)
    expect(total, sub.name.en).toBe(sub.firms)
  })
}, 300_000)

test('sizes follow the register of 2,371 firms: 38 % below 5 people, 1.7 % from 300 up', () => {
  const draws = Array.from({ length: 2371 }, (_, i) => employeesAt((i + 0.5) / 2371))
  expect(draws.filter(people => people < 5).length).toBeCloseTo(910, -2)
  expect(draws.filter(people => people >= 300).length).toBeGreaterThan(36)
  expect(draws.filter(people => people >= 300).length).toBeLessThan(46)
})
