import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { choiceKey } from '../../../models/records/mergeBranch.ts'
import { loggedIn } from '../accounts/frontDoor.ts'
import { runTwin, TestClock } from '../fixture.ts'
import { openDesk, savedView } from './desk.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('a branch is merged as one; what main changed after it must be chosen first, and nothing is changed until then', async () => {
  const twin = await runTwin(new TestClock())
  ends.push(() => twin.close())
  const socket = await (await loggedIn(twin, 'admin', 'kim')).socket()
  ends.push(() => socket.close())
  const desk = await openDesk(socket)
  const rest = () => expect.poll(() => desk.pending).toBe(0)
  const [moved, kept, gone, made, branch] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ]
  desk.edit([
    { type: 'branch', id: branch, fields: { name: 'plan', state: 'draft', readers: 'staff' } },
    ...[moved, kept, gone].map((id, order) => ({
      type: 'view',
      id,
      fields: savedView(`view ${order}`, { order }),
    })),
  ])
  await rest()
  desk.edit([
    { branch, type: 'view', id: moved, fields: { name: 'of the branch', order: 9 } },
    { branch, type: 'view', id: gone, fields: null },
    { branch, type: 'view', id: made, fields: savedView('new') },
  ])
  await rest()
  expect(desk.lost).toEqual([])
  desk.edit([{ type: 'view', id: moved, fields: { name: 'of main' } }])
  desk.edit([{ type: 'view', id: gone, fields: { order: 7 } }])
  await rest()
  const names = () =>
    desk
      .all('view')
      .map(({ value }) => value?.name)
      .sort()
  const before = names()

  const merge = (choices = {}) => socket.emitWithAck('records:merge', { branch, choices })
  const { value } = await merge()
  expect(value.conflicts).toEqual([
    { type: 'view', id: moved, field: 'name', branch: 'of the branch', main: 'of main', by: 'kim' },
    expect.objectContaining({ type: 'view', id: gone, field: null, branch: null, by: 'kim' }),
  ])
  expect(names()).toEqual(before)

  const chosen = { [choiceKey(moved, 'name')]: 'main', [choiceKey(gone, null)]: 'branch' }
  expect(await merge(chosen)).toMatchObject({ ok: true, value: { numbers: expect.any(Array) } })
  await expect.poll(names).toEqual(['new', 'of main', 'view 1'])
  expect(desk.get(moved)?.value).toMatchObject({ name: 'of main', order: 9 })
  expect(desk.get(branch)?.value).toMatchObject({ state: 'decided' })
  expect(await merge(chosen)).toMatchObject({ ok: false })
  expect(await socket.emitWithAck('records:merge', { branch: randomUUID() })).toMatchObject({ ok: false })
  expect(await socket.emitWithAck('records:merge', 'all')).toMatchObject({ ok: false })
})
