import { expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'

test('sources are set by flags or environment', () => {
  const args = ['--opcua', 'opc.tcp://plc:4840', '--replay', 'day.csv', '--replay-speed', '60']
  expect(
    readConfig([...args, '--replay-from', '2024-06-01T00:00:00Z'], { MAPPING: 'map.json' }),
  ).toMatchObject({
    opcua: 'opc.tcp://plc:4840',
    replay: 'day.csv',
    replaySpeed: 60,
    replayFrom: Date.UTC(2024, 5, 1),
    mapping: 'map.json',
  })
  expect(readConfig(['--mapping', 'other.json'], { MAPPING: 'map.json' }).mapping).toBe('other.json')
  expect(readConfig([], {}).replaySpeed).toBe(1)
})

test.each([
  [['--opcua', 'plc:4840'], '--opcua: must look like opc.tcp://host:4840'],
  [['--replay-speed', '0'], '--replay-speed: must be above 0'],
  [['--replay-speed', '1e9'], '--replay-speed: must be at most 3600'],
  [['--replay-speed', 'x'], '--replay-speed: must be a number'],
  [['--replay-from', 'noon'], '--replay-from: must be an ISO 8601 time'],
])('%j is refused by name', (args, words) => {
  expect(() => readConfig(args, {})).toThrow(words)
})
