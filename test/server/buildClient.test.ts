import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { buildClient, type ClientTools } from '../../server/buildClient.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Sources of one file, and a builder that writes a page naming its contents. */
function stand() {
  const home = mkdtempSync(join(tmpdir(), 'twin-client-'))
  folders.push(home)
  const source = join(home, 'app.ts')
  writeFileSync(source, 'one')
  const built: string[] = []
  const tools: ClientTools = {
    out: join(home, 'client'),
    sources: [source],
    build: async folder => {
      built.push(folder)
      mkdirSync(folder, { recursive: true })
      await Promise.resolve()
      writeFileSync(join(folder, 'index.html'), readFileSync(source))
    },
  }
  const page = (): string => readFileSync(join(tools.out, 'index.html'), 'utf8')
  const build = (how: Partial<ClientTools> = {}) => buildClient(() => undefined, { ...tools, ...how })
  return { home, source, built, page, build, out: tools.out }
}

test('builds once, and again when a source changed', async () => {
  const { build, built, page, source, out } = stand()
  expect(await build()).toBe(out)
  await build()
  expect(built).toHaveLength(1)
  expect(existsSync(join(out, 'index.html.gz'))).toBe(true)
  writeFileSync(source, 'two')
  await build()
  expect(page()).toBe('two')
})

test('a failing build is told and leaves the one before', async () => {
  const { build, page, source, home } = stand()
  await build()
  writeFileSync(source, 'broken')
  const failing = build({
    build: async folder => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'index.html'), 'half')
      throw new Error('vite says no')
    },
  })
  await expect(failing).rejects.toThrow('vite says no')
  expect(page()).toBe('one')
  expect(readdirSync(home).sort()).toEqual(['app.ts', 'client'])
})

test('two builds at a time do not destroy each other', async () => {
  const { build, built, page, home } = stand()
  await Promise.all([build(), build()])
  expect(new Set(built).size).toBe(2)
  expect(page()).toBe('one')
  expect(readdirSync(home).sort()).toEqual(['app.ts', 'client'])
})
