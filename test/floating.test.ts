import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from './sourceFiles.ts'

/** Promises of the server that are left to themselves, and why nothing comes of a failure. */
const allowed: Readonly<Record<string, string>> = {
  'server/alarms/Journal.ts this.flush': 'never rejects',
  'server/records/Recorder.ts this.flush': 'never rejects',
  'server/ingest/ingestSubject.ts keeper.write': 'never rejects',
  'server/history/historySubject.ts retention?.step': 'never rejects',
  'server/history/historySubject.ts history.tend': 'never rejects',
  'server/cluster/ownerProxy.ts away': 'gives no promise',
  'server/cluster/Ownership.ts look': 'catches all',
  'server/cluster/Ownership.ts this.drop': 'catches all',
  'server/log/StreamLog.ts follow': 'catches all',
  'server/net/Certificate.ts this.reload': 'gives no promise',
  'server/store/openSqlite.ts database.close': 'gives no promise',
  'server/net/Heartbeat.ts viewer.join': 'rooms in memory',
  'server/net/backlog.ts viewer.join': 'rooms in memory',
  'server/net/backlog.ts viewer.leave': 'rooms in memory',
  'server/history/pastSockets.ts viewer.leave': 'rooms in memory',
  'server/net/sockets.ts viewer.leave': 'rooms in memory',
  'server/security/SocketGuard.ts socket.join': 'rooms in memory',
  'server/records/recordSockets.ts viewer.join': 'rooms in memory',
  'server/presence/presenceSubject.ts viewer.join': 'rooms in memory',
  'server/security/setupPage.ts app.register': 'awaited when the doors open',
  'server/security/oidcLeave.ts app.register': 'awaited when the doors open',
  'server/audit/Anchoring.ts look': 'catches and tells its own faults',
  'server/backup/schedule.ts once': 'catches and tells its own faults',
}
/** What gives no promise: `void` drops a value there. */
const SYNC =
  /\b(delete|push|emit|destroy|kill|unref|respond|send|code|subscribe|resetAndDestroy|set|add|clear|splice|hide)$/

/** Chains of `void f(…)` that end in neither `catch(…)` nor a `then` of two, by what is called first; `finally` may follow. */
function floatingIn(text: string): string[] {
  const found: string[] = []
  for (const { index, 0: all, 1: callee = '' } of text.matchAll(/\bvoid ([\w.!?]+)(?=\()/g)) {
    let last = callee
    let caught = false
    for (let from = index + all.length; ; ) {
      const end = bracketEnd(text, from)
      if (last !== 'finally')
        caught = last === 'catch' || (last === 'then' && hasTwo(text.slice(from + 1, end - 1)))
      const more = /^\s*[?!]?\.(\w+)(?=\()/.exec(text.slice(end))
      if (!more) break
      last = more[1]!
      from = end + more[0].length
    }
    if (!caught && !SYNC.test(last)) found.push(callee)
  }
  return found
}

/** Behind the bracket that closes the one at `from`. Brackets within texts come in pairs here. */
function bracketEnd(text: string, from: number): number {
  let depth = 0
  for (let k = from; k < text.length; k++) {
    if ('([{'.includes(text[k]!)) depth++
    else if (')]}'.includes(text[k]!) && --depth === 0) return k + 1
  }
  throw new RangeError(`no bracket closes the one at ${from}`)
}

/** True where a comma stands between two arguments. */
function hasTwo(given: string): boolean {
  let depth = 0
  for (const each of given.trim().replace(/,$/, '')) {
    if ('([{'.includes(each)) depth++
    else if (')]}'.includes(each)) depth--
    else if (each === ',' && depth === 0) return true
  }
  return false
}

test('a promise of the server that nobody waits for has somebody who catches it', () => {
  const found = sourceFiles('server').flatMap(file =>
    floatingIn(readFileSync(file, 'utf8')).map(callee => `${file} ${callee}`),
  )
  expect(found.filter(each => !(each in allowed))).toEqual([])
  expect(Object.keys(allowed).filter(each => !found.includes(each))).toEqual([])
})

test.each([
  ['void work()', ['work']],
  ['void this.a.work(f(1)).then(done)', ['this.a.work']],
  ['every(() => void work())', ['work']],
  ['void a.work(() => b.catch(c))', ['a.work']],
  ['void work().catch(tell).then(a)', ['work']],
  ['void work().then(({ a, b }) => a)', ['work']],
  ['void work().catch(tell)', []],
  ['void work()\n  .then(a)\n  .catch(tell)', []],
  ['void work().then(a, b)', []],
  ['void work().catch(tell).finally(a)', []],
  ['void a.get(k)!.push(b)', []],
  ['const f = (): void => work()', []],
])('%j', (text, found) => {
  expect(floatingIn(text)).toEqual(found)
})
