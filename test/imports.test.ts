import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './sourceFiles.ts'

/** Who may import whom. A folder may always import itself. */
const allowed: Record<string, readonly string[]> = {
  models: [],
  geodata: ['models'],
  server: ['models', 'geodata'],
  'client/words': [],
  'client/state': ['models', 'client/words'],
  'client/live': ['models', 'geodata', 'client/state'],
  'client/gpu': ['models', 'geodata'],
  'client/scene': ['models', 'geodata', 'client/state', 'client/live', 'client/gpu', 'client/words'],
  ...panels({
    parts: [],
    alarms: ['parts'],
    shell: ['parts', 'alarms'],
    operate: ['parts', 'alarms', 'shell'],
  }),
  'client/bench': ['models', 'geodata', 'client/gpu'],
}

/** Packages a folder must not know, whatever its borders say. */
const foreign: Record<string, RegExp> = {
  models: /^(?!(suncalc|zod)$)/,
  server: /^(three|react|zustand|3d-tiles-renderer|@react-three)/,
  geodata: /^(react|zustand|@react-three|socket\.io|fastify)/,
  'client/state': /^(three|@react-three|3d-tiles-renderer|socket\.io)/,
  'client/live': /^(three|@react-three|3d-tiles-renderer)/,
  'client/gpu': /^(react|zustand|@react-three|socket\.io)/,
  'client/scene': /^socket\.io/,
}
const noPicture = /^(three|@react-three|3d-tiles-renderer|socket\.io)/

/** Folders of panels, one an audience, each with those below it. */
function panels(above: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  const base = ['models', 'geodata', 'client/state', 'client/live', 'client/words']
  return Object.fromEntries(
    Object.entries(above).map(([name, others]) => [
      `client/panels/${name}`,
      [...base, ...others.map(other => `client/panels/${other}`)],
    ]),
  )
}

const folderOf = (path: string): string | undefined =>
  Object.keys(allowed).find(folder => path.startsWith(`${folder}/`))

/** Every specifier in import, export … from and import(…). */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1] ?? '')
}

test.each(Object.keys(allowed))('%s imports only what it may', folder => {
  const may = [folder, ...(allowed[folder] ?? [])]
  for (const file of sourceFiles(folder)) {
    for (const target of importsOf(file)) {
      if (target.startsWith('.')) {
        const to = folderOf(relative('.', resolve(file, '..', target)).replaceAll('\\', '/'))
        if (to) expect(may, `${file} imports ${target}`).toContain(to)
      } else if (!target.startsWith('node:')) {
        expect(
          (foreign[folder] ?? (folder.startsWith('client/panels/') ? noPicture : null))?.test(target) ??
            false,
          `${file} imports the package ${target}`,
        ).toBe(false)
      }
    }
  }
})

test('no folder but server, geodata and test touches node', () => {
  for (const file of [...sourceFiles('models'), ...sourceFiles('client')]) {
    expect(
      importsOf(file).filter(target => target.startsWith('node:')),
      file,
    ).toEqual([])
  }
})
