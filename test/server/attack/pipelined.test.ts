import { afterAll, beforeAll, expect, test } from 'vitest'
import { RawLine, UPGRADE, until } from './rawLine.ts'
import { Target } from './Target.ts'

let target: Target
beforeAll(async () => {
  target = await Target.begin()
})
afterAll(() => target?.end())

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: twin\r\n\r\n`
const post = (path: string, body: string, type = 'application/json'): string =>
  `POST ${path} HTTP/1.1\r\nHost: twin\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const answers = ({ heard }: RawLine): number => heard.match(/HTTP\/1\.1 \d{3} /g)?.length ?? 0

test.each([
  ['questions', get('/api/health')],
  ['long answers', get('/api/site')],
  ['logins', post('/api/session', '{"name":"x","password":"wrong"}')],
  ['samples', post('/api/samples', '{"samples":[]}')],
  ['streams of samples', post('/api/samples', '{"a":1}\n', 'application/x-ndjson')],
  ['addresses of nothing', get('/nothing')],
])('60 %s in one breath are all answered, and none leaves anything at its line', async (_, said) => {
  const line = await RawLine.dial(target.port)
  line.say(said.repeat(60))
  expect(await until(() => answers(line) === 60 || line.closed)).toBe(true)
  expect(answers(line)).toBe(60)
  line.reset()
  expect(target.said).not.toMatch(/MaxListeners/)
})

test('a handshake behind 60 questions on one line is answered, and nothing is left at it', async () => {
  const line = await RawLine.dial(target.port)
  line.say(get('/api/health').repeat(60) + UPGRADE())
  expect(await line.hears(/101 Switching/)).toBe(true)
  expect(answers(line)).toBe(61)
  line.reset()
  expect(target.said).not.toMatch(/MaxListeners/)
})
