import { afterAll, beforeAll, expect, test } from 'vitest'
import { toLonLat } from '../../geodata/projection.ts'
import { placeKey } from '../../models/placeKey.ts'
import type { Plot } from '../../models/site.ts'
import { runTwin, smallSite, TestClock } from './fixture.ts'
import type { Running } from './twinUnderTest.ts'

const west = (n: number): number => (n - 310) * 50
const plot = (n: number, more: Partial<Plot> = {}): Plot => ({
  key: placeKey([west(n) + 10, 10]),
  ring: [
    [west(n), 20],
    [west(n) + 20, 20],
    [west(n) + 20, 0],
    [west(n), 0],
  ],
  zone: 'industry',
  use: 'factory',
  vacant: false,
  area: 400 + n,
  subdistrict: -1,
  provenance: 'synthetic',
  ...more,
})
const plots = Array.from({ length: 620 }, (_, n) =>
  plot(n, n % 10 ? {} : { vacant: true, zone: 'port', road: { width: 12, contact: 20 } }),
)

let twin: Running
beforeAll(async () => {
  twin = await runTwin(new TestClock(), [], null, { site: { ...smallSite(), plots } })
})
afterAll(() => twin.close())

interface Page {
  total: number
  next: string | null
  plots: (Omit<Plot, 'ring'> & { at: number[]; ring: number[][] })[]
}
const get = async (query: string): Promise<Page> => {
  const reply = await fetch(`${twin.url}/api/plots${query}`)
  expect(reply.status).toBe(200)
  return reply.json() as Promise<Page>
}

test('pages hold every plot once, in the order of their keys', async () => {
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: Page = await get(`?limit=250${next && `&after=${next}`}`)
    expect(page.total).toBe(620)
    expect(page.plots.length).toBeLessThanOrEqual(250)
    seen.push(...page.plots.map(({ key }) => key))
    next = page.next
  }
  expect(seen).toEqual(plots.map(({ key }) => key).sort())
  expect((await get('')).plots).toHaveLength(100)
})

test('plots are told as they are, in degrees', async () => {
  const { total, next, plots: found } = await get('?vacant=true&zone=port&least=400&most=400')
  expect([total, next]).toEqual([1, null])
  expect(found[0]).toMatchObject({
    use: 'factory',
    vacant: true,
    area: 400,
    road: { width: 12, contact: 20 },
  })
  const [lon, lat] = toLonLat([west(0) + 10, 10])
  expect(found[0]!.at[0]).toBeCloseTo(lon, 5)
  expect(found[0]!.at[1]).toBeCloseTo(lat, 5)
  expect(found[0]!.ring).toHaveLength(4)
})

test('a box holds the plots whose middle lies in it', async () => {
  const [left, north] = toLonLat([50, -50])
  const [east, south] = toLonLat([350, 50])
  const { plots: found } = await get(`?bbox=${left},${south},${east},${north}`)
  expect(found.map(({ area }) => area).sort()).toEqual([711, 712, 713, 714, 715, 716])
})

test.each([
  ['?vacant=yes', 'vacant must be true or false'],
  ['?use=castle', 'use must be one of factory'],
  ['?zone=moon', 'zone must be one of industry'],
  ['?least=-1', 'least must be whole square metres'],
  ['?bbox=1,2,3', 'bbox must be west,south,east,north'],
  ['?bbox=1,2,3,4&bbox=1,2,3,4', 'bbox stands in the query more than once'],
  ['?limit=501', 'limit must be 1 to 500'],
  ['?limit=0', 'limit must be 1 to 500'],
  ['?after=17', 'after must be the key of a plot'],
  ['?after=hrtrmtsd&after=hrtrmtsd', 'after stands in the query more than once'],
])('%s is refused with a sentence', async (query, sentence) => {
  const reply = await fetch(`${twin.url}/api/plots${query}`)
  expect(reply.status).toBe(400)
  expect(((await reply.json()) as { error: string }).error).toContain(sentence)
})
