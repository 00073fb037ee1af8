import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

test('without settings the defaults stand', () => {
  expect(readConfig([], {})).toMatchObject({ port: 8080, host: '127.0.0.1', mqttPort: 1884, simulator: true })
})

test('a flag beats the environment', () => {
  expect(readConfig(['--port', '9001'], { TWIN_PORT: '9000' }).port).toBe(9001)
  expect(readConfig([], { TWIN_PORT: '9000' }).port).toBe(9000)
})

test('roles that must have a second factor are named in one list', () => {
  expect(readConfig(['--second-factor', 'admin,engineer'], {}).secondFactor).toEqual(['admin', 'engineer'])
  expect(readConfig([], {}).secondFactor).toEqual([])
})

test.each([
  [['--port', 'x'], '--port: must be a port number'],
  [['--port', '70000'], '--port'],
  [['--points', '5'], '--points'],
  [['--points', '200001'], '--points'],
  [['--mqtt-url', 'localhost'], '--mqtt-url: must look like'],
  [['--second-factor', 'admin,kiosk'], '--second-factor: must name roles of operator'],
  [['--prot', '1'], '--prot'],
])('%j is refused by name', (args, words) => {
  expect(() => readConfig(args, {})).toThrow(words)
})
