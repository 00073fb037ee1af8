import { afterEach, expect, test } from 'vitest'
import type { PersonHere } from '../../models/people.ts'
import { Browser, loggedIn, PASSWORD } from './accounts/frontDoor.ts'
import { hasServices, TestCluster } from './cluster/cluster.ts'
import { runTwin, TestClock } from './fixture.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A page that hears who is there. */
async function openPage(browser: Browser) {
  const socket = await browser.socket()
  ends.push(() => socket.close())
  let people: PersonHere[] | null = null
  socket.on('people:here', here => {
    people = here
  })
  return { socket, names: () => people?.map(({ name, screens, at }) => [name, screens, at]) ?? null }
}

test('colleagues see each other, what they look at and that they leave; a visitor neither sees nor is seen', async () => {
  const clock = new TestClock()
  const twin = await runTwin(clock)
  ends.push(() => twin.close())
  const kim = await loggedIn(twin, 'operator', 'kim')
  const one = await openPage(kim)
  const two = await openPage(await loggedIn(twin, 'planner', 'lee'))
  const guest = await openPage(new Browser(twin.url))
  const later = () => {
    clock.advance(500)
    return one.names()
  }
  await expect.poll(later).toEqual([
    ['kim', 1, null],
    ['lee', 1, null],
  ])
  const open = twin.site.assets.find(({ id }) => twin.sight.assetIndex('public', id) >= 0)!
  two.socket.emit('people:look', `asset:${open.id}`)
  guest.socket.emit('people:look', `asset:${open.id}`)
  two.socket.emit('people:look', '<script>')
  const third = await openPage(kim)
  await expect.poll(later).toEqual([
    ['kim', 2, null],
    ['lee', 1, `asset:${open.id}`],
  ])
  const hidden = twin.site.assets.find(({ id }) => twin.sight.assetIndex('public', id) < 0)!
  third.socket.emit('people:look', `asset:${hidden.id}`)
  await expect.poll(later).toContainEqual(['kim', 2, `asset:${hidden.id}`])
  expect(two.names()).toContainEqual(['kim', 2, null])
  third.socket.close()
  two.socket.close()
  await expect.poll(later).toEqual([['kim', 1, null]])
  expect(guest.names()).toBeNull()
})

test.skipIf(!hasServices)(
  'people at two gateways see each other, and nobody stays after a gateway died',
  async () => {
    const cluster = await TestCluster.begin()
    ends.push(() => cluster.close())
    const owner = await cluster.owner()
    const [near, far] = [await cluster.gateway(), await cluster.gateway()]
    for (const name of ['kim', 'lee']) await owner.people.accounts.add(name, 'operator', PASSWORD)
    const [here, there] = [new Browser(near.url), new Browser(far.url)]
    await here.login('kim')
    await there.login('lee')
    const page = await openPage(here)
    await openPage(there)
    await expect.poll(page.names, { timeout: 10_000 }).toEqual([
      ['kim', 1, null],
      ['lee', 1, null],
    ])
    await cluster.end(far)
    await expect.poll(page.names, { timeout: 15_000 }).toEqual([['kim', 1, null]])
  },
)
