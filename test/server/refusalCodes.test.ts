import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusalOf } from '../../models/refusal.ts'
import { sourceFiles } from '../sourceFiles.ts'

/** Files whose sentences a page of ours can be answered with; found below by what they do. */
const SOCKETS = /\.on\('(?:connection|[a-z]+:[a-z]+)'|reply\(\{ ok: false/
const READ = /['`](\/api\/[\w/-]+?)\/?(?:\$\{|[?'`])/g
const server = [...sourceFiles('server'), ...sourceFiles('models')].map(file => ({
  file,
  text: readFileSync(file, 'utf8'),
}))
/** What the doors of the page and the sockets have decided for them, wherever that stands. */
const DECIDE = [
  'server/security/httpGuard.ts',
  'server/security/SocketGuard.ts',
  'server/net/door.ts',
  'server/net/errors.ts',
  'server/net/http.ts',
  'server/records/Recorder.ts',
  'server/alarms/orderAlarms.ts',
  'server/alarms/alarmApi.ts',
  'server/cluster/orderWire.ts',
  'server/cluster/ownerProxy.ts',
  'server/cluster/standBy.ts',
  'server/history/trouble.ts',
  'server/audit/Audit.ts',
  'server/accounts/password.ts',
  'models/account.ts',
  'models/alarmOrder.ts',
  'models/alarmCycle.ts',
  'models/text.ts',
]
/** What stands in the same files and goes to the log, to /health, into a header or a hash. */
const NOT_SAID =
  /^(?:7 rows were set aside in|is not connected$|nobody has this password$|an action could not be recorded|cookie, authorization)/
/** The doors of machines, which read English; the page only looks at their report. */
const MACHINES = 'server/ingest/http/ingestApi.ts'

const called = [
  ...new Set(
    sourceFiles('client').flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(READ)].map(([, path]) => path!),
    ),
  ),
].filter(path => !/^\/api\/(?:points|assets|site)$/.test(path))
const heard = server.filter(
  ({ file, text }) =>
    file !== MACHINES &&
    (DECIDE.includes(file) ||
      (file.startsWith('server/') &&
        (SOCKETS.test(text) ||
          called.some(path => text.includes(`('${path}'`) || text.includes(`'${path}',`))))),
)

test('the page calls these doors, and each is found in the server', () => {
  expect(called).toEqual(expect.arrayContaining(['/api/session', '/api/devices', '/api/incidents']))
  for (const path of called)
    expect(
      server.some(({ text }) => text.includes(`'${path}`)),
      path,
    ).toBe(true)
  for (const file of DECIDE) expect(heard.map(each => each.file)).toContain(file)
})

test.each(heard)('$file refuses with nothing that has no code', ({ text }) => {
  const without = sentences(text).filter(
    sentence => !NOT_SAID.test(sentence) && !refusalOf(sentence) && !refusalOf(`field: ${sentence}`),
  )
  expect(without).toEqual([])
})

test('the scan sees a sentence wherever it stands, and no thrown or commented one', () => {
  const code = [
    'reply({ ok: false, reason: "x" })',
    "// 'it is no sentence of ours'",
    "if (bad) return 'you may not do this here'",
    'send({ error: `over $' + '{most} bytes at once` })',
    "throw new Error('it is for the log only')",
  ].join('\n')
  expect(sentences(code)).toEqual(['you may not do this here', 'over 7 bytes at once'])
})

/** Texts of at least three words that could be answered: no comments, no imports, nothing thrown to the log. */
function sentences(text: string): string[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/throw new (?:Range|Type)?Error\((?:[^()]|\([^()]*\))*\)/g, '')
    .replace(/console\.\w+\((?:[^()]|\([^()]*\))*\)/g, '')
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, plain, template]) => plain ?? template!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '7'))
    .filter(sentence => sentence.split(' ').filter(word => /^[“(]?[a-z’]{2,}[,;:)]?$/.test(word)).length >= 3)
}
