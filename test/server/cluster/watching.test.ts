import { afterEach, expect, test, vi } from 'vitest'
import { LAYERS } from '../../../client/layers.ts'
import { health } from '../../../client/live/health.ts'
import { ownClock } from '../../../client/live/line.ts'
import { useView } from '../../../client/state/view.ts'
import { QUALITY } from '../../../models/quality.ts'
import { openPage, wrongValues } from '../../client/livePage.ts'
import { mulberry } from '../alarms/crashPlant.ts'
import { hasServices, TestCluster } from './cluster.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  vi.unstubAllGlobals()
})

test.runIf(hasServices).each(['operator', 'viewer'] as const)(
  'a page of %s at a gateway shows what the owner has, whatever it watches',
  async role => {
    const cluster = await TestCluster.begin()
    closers.push(() => cluster.close())
    const owner = await cluster.owner()
    const gateway = await cluster.gateway()
    const page = await openPage(owner, role, ownClock, gateway.url)
    closers.push(() => page.close())
    await expect.poll(() => health.getState().line, { timeout: 10_000 }).toBe('live')
    const random = mulberry(7)
    const { points, twin } = owner
    for (let n = 0; n < 30; n++) {
      useView.getState().toggleLayer(LAYERS[Math.floor(random() * 5)]!.name)
      for (let k = 0; k < 4; k++) {
        for (let p = 0; p < points.count; p++) {
          const [low, high] = points.spec[p]!.range
          if (random() < 0.3) twin.apply(p, low + random() * (high - low), Date.now(), QUALITY.good)
        }
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      await expect.poll(() => wrongValues(owner, role), { timeout: 2_000, interval: 20 }).toEqual([])
    }
    expect(health.getState()).toMatchObject({ line: 'live', late: [] })
  },
  60_000,
)
