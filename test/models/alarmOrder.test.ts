import { expect, test } from 'vitest'
import { ALARM_SOURCES, alarmIndex, alarmRef } from '../../models/alarm.ts'
import { ALARM_ORDERS, alarmOrderFault, isAlarmsHave } from '../../models/alarmOrder.ts'
import { isRight } from '../../models/role.ts'

const alarms = [{ point: 3, source: 'level' }]

test.each([
  ['alarm:acknowledge', { alarms }],
  ['alarm:acknowledge', { alarms, reason: 'seen' }],
  ['alarm:shelve', { alarms, reason: 'test', minutes: 720, oneShot: true }],
  ['alarm:outOfService', { alarms, reason: 'repair' }],
] as const)('%s takes %j', (name, order) => {
  expect(alarmOrderFault(name, order)).toBeNull()
})

test.each([
  ['alarm:acknowledge', null, 'alarms'],
  ['alarm:acknowledge', 'all', 'alarms'],
  ['alarm:acknowledge', { alarms: [] }, 'alarms'],
  ['alarm:acknowledge', { alarms: Array(201).fill(alarms[0]) }, 'alarms'],
  ['alarm:acknowledge', { alarms: [{ point: -1, source: 'level' }] }, 'alarms'],
  ['alarm:acknowledge', { alarms: [{ point: 1.5, source: 'level' }] }, 'alarms'],
  ['alarm:acknowledge', { alarms: [{ point: 1, source: 'noise' }] }, 'alarms'],
  ['alarm:acknowledge', { alarms: [null] }, 'alarms'],
  ['alarm:acknowledge', { alarms, reason: 7 }, 'reason'],
  ['alarm:acknowledge', { alarms, reason: 'x'.repeat(501) }, 'reason'],
  ['alarm:suppress', { alarms }, 'reason'],
  ['alarm:shelve', { alarms, reason: 'x' }, 'minutes'],
  ['alarm:shelve', { alarms, reason: 'x', minutes: 0 }, 'minutes'],
  ['alarm:shelve', { alarms, reason: 'x', minutes: 721 }, 'minutes'],
  ['alarm:shelve', { alarms, reason: 'x', minutes: Number.NaN }, 'minutes'],
  ['alarm:shelve', { alarms, reason: 'x', minutes: 5, oneShot: 1 }, 'oneShot'],
] as const)('%s refuses %j', (name, order, word) => {
  expect(alarmOrderFault(name, order)).toContain(word)
})

test('every order is a right', () => {
  for (const name of ALARM_ORDERS) expect(isRight(name)).toBe(true)
})

test('an index names one alarm of one point and back', () => {
  for (const source of ALARM_SOURCES) expect(alarmRef(alarmIndex(17, source))).toEqual({ point: 17, source })
})

test('how far a viewer has heard is two whole numbers', () => {
  expect(isAlarmsHave({ epoch: 1, number: 0 })).toBe(true)
  for (const bad of [null, {}, { epoch: 1 }, { epoch: 1.5, number: 0 }, { epoch: '1', number: 0 }])
    expect(isAlarmsHave(bad)).toBe(false)
})
