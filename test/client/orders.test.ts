import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { layLine } from '../../client/live/ask.ts'
import { forgetRefusals, giveOrder, orders } from '../../client/live/orders.ts'
import { type AlarmRef, alarmIndex } from '../../models/alarm.ts'
import type { AlarmOrder, AlarmOrderDone } from '../../models/alarmOrder.ts'
import type { Reply } from '../../models/wire.ts'

type Answer = (result: Reply<AlarmOrderDone>) => void
let asked: { event: string; order: AlarmOrder; answer: Answer }[]
const level = (point: number): AlarmRef => ({ point, source: 'level' })

beforeEach(() => {
  asked = []
  layLine({
    emit: (event, ...args) => asked.push({ event, order: args[0] as AlarmOrder, answer: args[1] as Answer }),
    open: () => true,
    redial: () => {},
  })
  orders.setState({ pending: new Set(), refused: new Map(), fault: null })
})
afterEach(() => layLine(null))

test('an order is pending until the server says that it is durable, and never done before', async () => {
  const given = giveOrder('alarm:acknowledge', [level(1), level(2)], { reason: 'seen' })
  expect([...orders.getState().pending]).toEqual([alarmIndex(1, 'level'), alarmIndex(2, 'level')])
  expect(asked[0]).toMatchObject({
    event: 'alarm:acknowledge',
    order: { alarms: [level(1), level(2)], reason: 'seen' },
  })
  asked[0]!.answer({ ok: true, value: { number: 5, refused: [] } })
  expect(await given).toBe(true)
  expect(orders.getState().pending.size).toBe(0)
})

test('only the alarms it did not fit are refused, each with its reason, until they are ordered again', async () => {
  const given = giveOrder('alarm:reset', [level(1), level(2)])
  asked[0]!.answer({ ok: true, value: { number: 5, refused: [{ ...level(2), reason: 'it still stands' }] } })
  expect(await given).toBe(false)
  expect([...orders.getState().refused]).toEqual([[alarmIndex(2, 'level'), 'it still stands']])
  expect(orders.getState().fault).toBeNull()
  const again = giveOrder('alarm:reset', [level(2)])
  expect(orders.getState().refused.size).toBe(0)
  asked[1]!.answer({ ok: true, value: { number: 6, refused: [] } })
  expect(await again).toBe(true)
})

test('a journal that cannot write refuses all of them, and says so above the list', async () => {
  const given = giveOrder('alarm:acknowledge', [level(1), level(2)])
  asked[0]!.answer({ ok: false, reason: 'the journal is away' })
  expect(await given).toBe(false)
  expect(orders.getState()).toMatchObject({ fault: 'the journal is away' })
  expect(orders.getState().refused.size).toBe(2)
  forgetRefusals()
  expect(orders.getState()).toMatchObject({ refused: new Map(), fault: null })
})

test('two orders under way do not settle each other', async () => {
  const first = giveOrder('alarm:acknowledge', [level(1)])
  const second = giveOrder('alarm:acknowledge', [level(2)])
  asked[1]!.answer({ ok: true, value: { number: 5, refused: [] } })
  await second
  expect([...orders.getState().pending]).toEqual([alarmIndex(1, 'level')])
  asked[0]!.answer({ ok: true, value: { number: 6, refused: [] } })
  expect(await first).toBe(true)
})

test('of many alarms an order names no more at once than the server takes, and leaves none out', async () => {
  const given = giveOrder(
    'alarm:acknowledge',
    Array.from({ length: 300 }, (_, i) => level(i)),
  )
  expect(asked[0]!.order.alarms).toHaveLength(200)
  asked[0]!.answer({ ok: true, value: { number: 5, refused: [] } })
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[1]!.order.alarms).toHaveLength(100)
  asked[1]!.answer({ ok: true, value: { number: 6, refused: [] } })
  expect(await given).toBe(true)
})

test('when the server refuses a whole order, the rest of many is not asked for', async () => {
  const given = giveOrder(
    'alarm:acknowledge',
    Array.from({ length: 300 }, (_, i) => level(i)),
  )
  asked[0]!.answer({ ok: false, reason: 'the journal is away' })
  expect(await given).toBe(false)
  expect(asked).toHaveLength(1)
})

test('without a line nothing is pending and nothing was done', async () => {
  layLine(null)
  expect(await giveOrder('alarm:acknowledge', [level(1)])).toBe(false)
  expect(orders.getState()).toMatchObject({ fault: 'away', pending: new Set() })
})
