import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { holdFolder } from '../../server/DataLock.ts'
import { openCredential } from '../../server/ingest/credential.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'))
  folders.push(folder)
  return folder
}

const me = { pid: process.pid, since: Date.UTC(2026, 4, 12, 3), port: 8080 }
/** Holds the folder given until it is killed. */
const HOLD = `
import { holdFolder } from './server/DataLock.ts'
holdFolder(process.argv[1], { pid: process.pid, since: 0, port: 8081 })
for (let k = 0; k < 3; k++) {
  globalThis.gc()
  await new Promise(resolve => setTimeout(resolve, 20))
}
console.log('held')
setInterval(() => {}, 1000)`

test('a folder is held once, and the other is told by whom, since when and at which port', () => {
  const folder = newFolder()
  const free = holdFolder(folder, me)
  expect(() => holdFolder(folder, { ...me, port: 8081 })).toThrow(
    `the data folder ${folder} is in use by process ${process.pid} since 2026-05-12T03:00:00.000Z, at port 8080; stop that one, or choose another folder with --data`,
  )
  free()
  expect(existsSync(join(folder, 'running.json'))).toBe(false)
  holdFolder(folder, me)()
})

test('another process holds it as well, however often it clears its memory, and lets go when it is killed', async () => {
  const folder = newFolder()
  const child = spawn(process.execPath, [
    '--expose-gc',
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    HOLD,
    folder,
  ])
  const ended = new Promise(resolve => child.once('exit', resolve))
  let words = ''
  child.stderr.on('data', chunk => {
    words += chunk
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('close', () => reject(new Error(words)))
  })
  expect(() => holdFolder(folder, me)).toThrow(`process ${child.pid} since 1970-01-01`)
  child.kill('SIGKILL')
  await ended
  // Its name is still there; the lock is not.
  expect(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')).pid).toBe(child.pid)
  const free = holdFolder(folder, me)
  expect(JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8'))).toEqual(me)
  free()
})

test('a backup is not restored into a folder that a server holds', async () => {
  const folder = newFolder()
  const free = holdFolder(folder, me)
  const line = ['server/backup/command.ts', 'restore', join(folder, 'backup'), '--data', folder]
  const child = spawn(process.execPath, ['--import', 'tsx', ...line], {
    env: { ...process.env, DATABASE_URL: '' },
  })
  let words = ''
  child.stderr.on('data', chunk => {
    words += chunk
  })
  const code = await new Promise(resolve => child.once('close', resolve))
  expect([code, words]).toEqual([
    2,
    expect.stringContaining(`in use by process ${process.pid} since 2026-05-12`),
  ])
  expect(existsSync(join(folder, 'twin.db'))).toBe(false)
  free()
}, 120_000)

test('a name that cannot be read does not open the folder', () => {
  const folder = newFolder()
  const free = holdFolder(folder, me)
  writeFileSync(join(folder, 'running.json'), '{')
  expect(() => holdFolder(folder, me)).toThrow(/in use by another process; stop that one/)
  free()
})

test('a device key that was never printed is not kept: a start that failed leaves none behind', () => {
  const folder = newFolder()
  const failed = openCredential(folder)
  expect(failed.fresh).not.toBe(null)
  const next = openCredential(folder)
  expect(next.fresh).not.toBe(null)
  next.keep()
  const later = openCredential(folder)
  expect([later.fresh, later.matches(next.fresh!), later.matches(failed.fresh!)]).toEqual([null, true, false])
})
