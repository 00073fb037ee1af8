import type { Kysely } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Clock } from '../../server/clock.ts'
import { groundOf } from '../../server/ground.ts'
import { openHouse } from '../../server/openHouse.ts'
import { SubjectList } from '../../server/SubjectList.ts'
import { twinSubjects } from '../../server/start.ts'
import type { AnyStore } from '../../server/store/Store.ts'
import { store } from '../../server/store/storeSubject.ts'
import { subject } from '../../server/subject.ts'
import { Browser } from './accounts/frontDoor.ts'
import { TestClock, twinOptions } from './fixture.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface Needs {
  readonly store: AnyStore
  readonly clock: Clock
}

/** A subject with all that one can have. */
const bells = subject({
  name: 'bells',
  tables: () => ({
    'bells-001': {
      up: (db: Kysely<unknown>) =>
        db.schema
          .createTable('bell')
          .addColumn('at', 'integer', column => column.notNull())
          .execute(),
    },
  }),
  open({ store, clock }: Needs) {
    let heard = 0
    let ticks = 0
    const ring = async () => {
      await store.db.insertInto('bell').values({ at: clock.now() }).execute()
      return { ok: true, value: null } as const
    }
    return {
      gives: { bells: () => heard },
      routes: app => {
        app.get('/api/bells', { config: { door: 'everyone' } }, async () => ({
          bells: await store.db.selectFrom('bell').selectAll().execute(),
        }))
      },
      sockets(io) {
        io.on('connection', viewer => {
          viewer.on('bell:heard' as never, () => void heard++)
        })
        return () => void told.push('stopped')
      },
      orders: { 'bell:ring': ring },
      metrics: meter => meter.gauge('twin_bells', 'Bells heard', () => heard),
      health: () => ({ bells: heard, ticks }),
      faults: () => ({ bells: heard > 1 ? 'it rings too often' : null }),
      tick: () => ticks++,
      every: [[60_000, () => void ring()]],
      begin: () => void told.push('begun'),
      close: () => void told.push('closed'),
    }
  },
})
let told: string[] = []

test('a subject is one folder and one line: table, door, event, order, metric, health, tick and clock', async () => {
  told = []
  const clock = new TestClock()
  const list = twinSubjects.with(bells)
  const house = await openHouse(list, { ...groundOf(twinOptions(clock)), tables: list.tables })
  ends.push(() => house.close())
  expect(told).toEqual(['begun'])
  const read = async (path: string) => (await fetch(house.url + path)).text()

  clock.advance(60_000)
  await expect.poll(() => read('/api/bells')).toContain(`${clock.now()}`)
  await house.given.orders.get('bell:ring')!({}, { id: 'kim', name: 'kim', role: 'planner' })
  expect(JSON.parse(await read('/api/bells')).bells).toHaveLength(2)

  const socket = await new Browser(house.url).socket()
  ends.push(() => socket.close())
  socket.emit('bell:heard')
  socket.emit('bell:heard')
  await expect.poll(() => house.given.bells()).toBe(2)
  expect(await read('/metrics')).toMatch(/^twin_bells 2$/m)
  house.tick()
  const health = JSON.parse(await read('/api/health'))
  expect(health).toMatchObject({
    status: 'degraded',
    reasons: ['bells: it rings too often'],
    bells: 2,
    ticks: 1,
  })

  await house.close()
  ends.splice(0, 1)
  expect(told).toEqual(['begun', 'stopped', 'closed'])
})

test('a list does not compile where a subject names what nobody before it gives', () => {
  const needy = subject({ name: 'needy', open: (_: { readonly moon: string }) => ({}) })
  const list = new SubjectList<{ readonly tables: [] }>().with(store)
  // @ts-expect-error nobody gives a moon
  list.with(needy)
  list.with(
    subject({ name: 'fed', open: ({ store }: { readonly store: AnyStore }) => ({ close: store.close }) }),
  )
  expect(list.tables).toEqual([])
})

test('when one cannot open, those before it are closed, the last first', async () => {
  const closed: string[] = []
  const part = (name: string) =>
    subject({ name, open: (_: object) => ({ close: () => void closed.push(name) }) })
  const broken = subject({
    name: 'broken',
    open(_: object) {
      throw new Error('no such disk')
    },
  })
  const list = new SubjectList<object>().with(part('a')).with(part('b')).with(broken)
  await expect(list.open({})).rejects.toThrow('no such disk')
  expect(closed).toEqual(['b', 'a'])
})
