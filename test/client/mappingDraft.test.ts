import { expect, test } from 'vitest'
import {
  draftOf,
  emptyLine,
  lineOf,
  type MappingLine,
  messageFor,
  nameOf,
} from '../../client/panels/operate/sources/mappingDraft.ts'

const lines: MappingLine[] = [
  { from: { mqtt: { topic: 'door/7', path: '$.state' } }, to: { asset: 'fire-1', point: 'smoke' } },
  {
    from: { mqtt: { topic: 'lot/{part}' } },
    to: { asset: 'parking', point: 'stall', firstPart: 1 },
    states: { free: 0, occupied: 1, '운전 = 시작': 2 },
    time: { path: '$.ts', zone: 'Asia/Seoul' },
  },
  { from: { ngsi: { entity: 'urn:a:1', attribute: 'status' } }, to: { asset: 'p', point: 'stall', part: 3 } },
  { from: { datastream: 'd-1' }, to: { asset: 'a', point: 'pm25' }, scale: 0.1, offset: -2, unit: 'mg/m³' },
  { from: { opcua: 'ns=2;s=Line1.Power' }, to: { asset: 'f', point: 'power' }, time: 'arrival' },
  {
    from: { sparkplug: { group: 'g', node: 'n', metric: 'Power' } },
    to: { asset: 'f', point: 'power' },
    later: { kept: true },
  },
]

test.each(lines)('a line goes through its fields and comes back as it was: %j', line => {
  expect(lineOf(draftOf(line))).toEqual(line)
})

test('fields that are empty are left out, and what is no number stays for the server to name', () => {
  expect(lineOf(draftOf(emptyLine()))).toEqual({
    from: { mqtt: { path: '$' } },
    to: { asset: '', point: '' },
  })
  const draft = { ...draftOf(lines[0]!), scale: '1,5', part: 'x', states: 'ON = 1\n\nOFF' }
  expect(lineOf(draft)).toMatchObject({ scale: '1,5', to: { part: 'x' }, states: { ON: 1, OFF: '' } })
})

test('a pasted message is one of the door of the line', () => {
  const [mqtt, lot, ngsi, datastream, opcua, sparkplug] = lines as [
    MappingLine,
    MappingLine,
    MappingLine,
    MappingLine,
    MappingLine,
    MappingLine,
  ]
  expect(messageFor(mqtt, ' ')).toBeNull()
  expect(messageFor(mqtt, '{"state":"ON"}')).toEqual({ topic: 'door/7', payload: { state: 'ON' } })
  expect(messageFor(mqtt, 'ON')).toEqual({ topic: 'door/7', payload: 'ON' })
  expect(messageFor(lot, 'free')).toEqual({ topic: 'lot/1', payload: 'free' })
  const entity = { id: 'urn:a:1', status: 'free' }
  for (const sent of [entity, [entity], { type: 'Notification', data: [entity] }])
    expect(messageFor(ngsi, JSON.stringify(sent))).toEqual({ entity })
  expect(messageFor(ngsi, '"free"')).toEqual({ entity: { id: 'urn:a:1', status: 'free' } })
  expect(messageFor(datastream, '31')).toEqual({ datastream: 'd-1', result: 31 })
  expect(messageFor(opcua, '{"value": 7}')).toEqual({ node: 'ns=2;s=Line1.Power', value: 7 })
  expect(messageFor(sparkplug, '5')).toEqual({
    sparkplug: { group: 'g', node: 'n', metric: 'Power' },
    value: 5,
  })
})

test('a line is named by what it comes from', () => {
  expect(lines.map(nameOf)).toEqual([
    'door/7 $.state',
    'lot/{part}',
    'urn:a:1 status',
    'd-1',
    'ns=2;s=Line1.Power',
    'g n Power',
  ])
})
