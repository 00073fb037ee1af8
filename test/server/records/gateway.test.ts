import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { Browser, PASSWORD } from '../accounts/frontDoor.ts'
import { hasServices, TestCluster } from '../cluster/cluster.ts'
import { openDesk, savedView } from './desk.ts'

const clusters: TestCluster[] = []
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.close()
})

test.skipIf(!hasServices)(
  'records go through gateways: made at one, read at another, and still there when the owner is another',
  async () => {
    const cluster = await TestCluster.begin()
    clusters.push(cluster)
    const owner = await cluster.owner()
    const [near, far] = [await cluster.gateway(), await cluster.gateway()]
    await expect.poll(() => far.health(), { timeout: 5_000 }).toMatchObject({ status: 'ok' })
    await owner.people.accounts.add('planner', 'planner', PASSWORD)
    const browser = new Browser(near.url)
    await browser.login('planner')
    const here = await openDesk(await browser.socket())
    const there = await openDesk(await new Browser(far.url).socket())
    const id = randomUUID()
    here.edit([{ type: 'view', id, fields: savedView('shared', { readers: 'everyone' }) }])
    await expect.poll(() => here.pending, { timeout: 5_000 }).toBe(0)
    expect(here.lost).toEqual([])
    await expect.poll(() => there.get(id)?.value, { timeout: 5_000 }).toMatchObject({ name: 'shared' })
    there.edit([{ type: 'view', id, fields: { name: 'spoilt' } }])
    await expect.poll(() => there.lost.map(({ code }) => code), { timeout: 5_000 }).toEqual(['forbidden'])

    await owner.close()
    await cluster.owner()
    await expect.poll(() => near.health(), { timeout: 10_000 }).toMatchObject({ status: 'ok' })
    here.edit([{ type: 'view', id, fields: { name: 'after' } }])
    await expect.poll(() => there.get(id)?.value, { timeout: 10_000 }).toMatchObject({ name: 'after' })
  },
)
