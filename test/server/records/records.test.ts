import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../../../models/account.ts'
import type { ChangeOrder, ChangesDone } from '../../../models/records/recordWire.ts'
import type { Reply } from '../../../models/wire.ts'
import { type RecordTables, recordMigrations } from '../../../server/records/recordTables.ts'
import { Browser, loggedIn } from '../accounts/frontDoor.ts'
import { asset, runTwin, smallSite, TestClock } from '../fixture.ts'
import { stores } from '../store/stores.ts'
import type { Running } from '../twinUnderTest.ts'
import { openDesk, recordsOf, savedView } from './desk.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const KIM: Actor = { id: 'kim', name: '김', role: 'planner' }
const LEE: Actor = { id: 'lee', name: '이', role: 'operator' }

function order(more: Partial<ChangeOrder>): ChangeOrder {
  return {
    order: randomUUID(),
    branch: 'main',
    type: 'view',
    id: randomUUID(),
    base: 0,
    fields: null,
    ...more,
  }
}

function refusals(reply: Reply<ChangesDone>): string[] {
  return reply.ok && 'refused' in reply.value ? reply.value.refused.map(({ code }) => code) : []
}

test.each(stores)(
  '%s: what was answered is there after a restart, and the same order sent again counts once',
  async (_, open) => {
    const { store, close } = await open<RecordTables>([recordMigrations])
    ends.push(close)
    const first = await recordsOf(store)
    const made = order({ fields: savedView('  부두 ') })
    expect(await first.change([made], KIM)).toEqual({ ok: true, value: { numbers: [1] } })
    const { id } = made
    expect(await first.change([order({ id, base: 1, fields: { name: '두산 부두' } })], KIM)).toMatchObject({
      ok: true,
    })
    await first.close()
    const second = await recordsOf(store)
    expect(await second.change([made], KIM)).toEqual({ ok: true, value: { numbers: [1] } })
    const rows = await store.db.selectFrom('record').selectAll().execute()
    expect(rows).toMatchObject([{ id, number: 2, owner: 'kim', changed_by: '김' }])
    expect(JSON.parse(rows[0]!.value!)).toEqual(savedView('두산 부두'))
    expect(await second.change([order({ id, base: 2, fields: null })], KIM)).toEqual({
      ok: true,
      value: { numbers: [3] },
    })
  },
)

test.each(stores)(
  '%s: a field that somebody else changed first is a conflict, another field is not',
  async (_, open) => {
    const { store, close } = await open<RecordTables>([recordMigrations])
    ends.push(close)
    const { change } = await recordsOf(store)
    const admin: Actor = { id: 'adm', name: '관리', role: 'admin' }
    const made = order({ fields: savedView('a', { readers: 'staff' }) })
    const { id } = made
    await change([made], KIM)
    await change([order({ id, base: 1, fields: { name: 'b' } })], KIM)
    expect(refusals(await change([order({ id, base: 1, fields: { name: 'c' } })], admin))).toEqual([
      'conflict',
    ])
    expect(refusals(await change([order({ id, base: 1, fields: { order: 5 } })], admin))).toEqual([])
    expect(refusals(await change([order({ id, base: 1, fields: null })], admin))).toEqual(['conflict'])
  },
)

test.each(stores)(
  '%s: groups are carried out whole or not at all, and what is malformed or not allowed is named',
  async (_, open) => {
    const { store, close } = await open<RecordTables>([recordMigrations])
    ends.push(close)
    const { change } = await recordsOf(store)
    const good = order({ fields: savedView('good') })
    expect(refusals(await change([good, order({ fields: savedView('') })], KIM))).toEqual(['malformed'])
    expect(refusals(await change([order({ fields: savedView('a\u0000b') })], KIM))).toEqual(['malformed'])
    expect(refusals(await change([order({ fields: savedView('\ud800') })], KIM))).toEqual(['malformed'])
    expect(refusals(await change([order({ fields: savedView('x', { readers: 'everyone' }) })], LEE))).toEqual(
      ['forbidden'],
    )
    expect(refusals(await change([order({ type: 'toString', fields: {} })], KIM))).toEqual(['unknown'])
    expect(refusals(await change([good], { id: '', name: 'viewer', role: 'viewer' }))).toEqual(['forbidden'])
    await change([good], KIM)
    expect(refusals(await change([order({ id: good.id, base: 1, fields: { name: 'mine' } })], LEE))).toEqual([
      'unknown',
    ])
    for (const broken of [
      null,
      {},
      [],
      [{ ...good, base: -1 }],
      [{ ...good, id: '../x' }],
      Array(201).fill(good),
    ])
      expect(await change(broken, KIM)).toMatchObject({ ok: false })
    expect(await store.db.selectFrom('record_change').select('number').execute()).toHaveLength(1)
  },
)

test.each(stores)('%s: 2,000 changes of many hands are written in batches', async (_, open) => {
  const { store, close } = await open<RecordTables>([recordMigrations])
  ends.push(close)
  const { change } = await recordsOf(store)
  const orders = Array.from({ length: 2_000 }, () =>
    order({
      type: 'note',
      fields: {
        text: 'seen',
        asset: 'battery',
        place: null,
        at: null,
        answers: null,
        state: 'open',
        readers: 'staff',
      },
    }),
  )
  const replies = await Promise.all(orders.map(each => change([each], LEE)))
  expect(replies.filter(reply => reply.ok && 'numbers' in reply.value)).toHaveLength(2_000)
  expect(await store.db.selectFrom('record_change').select('number').execute()).toHaveLength(2_000)
})

test('readers get what they may read: shared, their own, and nothing of an asset they do not see', async () => {
  const camera = asset('camera')
  const twin = await runTwin(new TestClock(), [], null, { site: smallSite([camera, asset('parking')]) })
  ends.push(() => twin.close())
  const kim = await deskOf(twin, await loggedIn(twin, 'planner', 'kimm'))
  const lee = await deskOf(twin, await loggedIn(twin, 'operator', 'leee'))
  const visitor = await deskOf(twin, new Browser(twin.url))
  const [own, shared, open, hidden] = Array.from({ length: 4 }, randomUUID) as [
    string,
    string,
    string,
    string,
  ]
  const note = { text: 'x', place: null, at: null, answers: null, state: 'open', readers: 'everyone' }
  kim.edit([
    { type: 'view', id: own, fields: savedView('own') },
    { type: 'view', id: shared, fields: savedView('shared', { readers: 'staff' }) },
    { type: 'view', id: open, fields: savedView('open', { readers: 'everyone' }) },
    { type: 'note', id: hidden, fields: { ...note, asset: camera.id } },
  ])
  await expect.poll(() => kim.pending).toBe(0)
  expect(kim.lost).toEqual([])
  await expect.poll(() => visitor.all('view').length).toBe(1)
  expect(visitor.get(open)?.value).toMatchObject({ name: 'open' })
  expect(visitor.all('note')).toEqual([])
  await expect.poll(() => lee.all('view').length).toBe(2)
  expect(lee.get(own)).toBeNull()
  expect(lee.all('note')).toHaveLength(1)

  kim.edit([{ type: 'view', id: open, fields: { readers: 'owner' } }])
  await expect.poll(() => visitor.all('view').length).toBe(0)
  kim.undo()
  await expect.poll(() => visitor.get(open)?.value).toMatchObject({ name: 'open' })
  const late = await deskOf(twin, new Browser(twin.url))
  expect(late.all('view').map(({ id }) => id)).toEqual([open])
  visitor.edit([{ type: 'view', id: open, fields: { name: 'spoilt' } }])
  await expect.poll(() => visitor.lost.map(({ code }) => code)).toEqual(['forbidden'])
  expect(visitor.get(open)?.value).toMatchObject({ name: 'open' })
})

test('a branch shows what stands with its own changes over it, and is heard as a whole when it is opened', async () => {
  const twin = await runTwin(new TestClock())
  ends.push(() => twin.close())
  const kim = await deskOf(twin, await loggedIn(twin, 'planner', 'kimm'))
  const park = await deskOf(twin, await loggedIn(twin, 'planner', 'park'))
  const [plan, stands] = [randomUUID(), randomUUID()]
  kim.edit([{ type: 'view', id: stands, fields: savedView('stands', { readers: 'staff' }) }])
  kim.edit([{ type: 'branch', id: plan, fields: { name: '새 공장', state: 'draft', readers: 'owner' } }])
  kim.edit([
    { branch: plan, type: 'view', id: stands, fields: { name: 'planned' } },
    { branch: plan, type: 'view', id: randomUUID(), fields: savedView('only planned', { readers: 'staff' }) },
  ])
  await expect.poll(() => kim.pending).toBe(0)
  expect(names(kim, 'main')).toEqual(['stands'])
  expect(names(kim, plan)).toEqual(['only planned', 'planned'])
  expect(names(park, plan)).toEqual(['stands'])
  kim.edit([{ type: 'branch', id: plan, fields: { readers: 'staff' } }])
  await expect.poll(() => names(park, plan)).toEqual(['only planned', 'planned'])
  kim.edit([{ type: 'view', id: stands, fields: { order: 7 } }])
  await expect.poll(() => park.get(stands, plan)?.value).toMatchObject({ name: 'planned', order: 7 })
})

async function deskOf(twin: Running, browser: Browser) {
  const socket = await browser.socket()
  ends.push(() => socket.disconnect())
  expect(twin.url).toBeTruthy()
  return openDesk(socket)
}

function names(desk: Awaited<ReturnType<typeof deskOf>>, branch: string): unknown[] {
  return desk
    .all('view', branch)
    .map(({ value }) => value?.name)
    .sort()
}
