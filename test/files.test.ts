import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './sourceFiles.ts'

const sources = ['models', 'geodata', 'server', 'client'].flatMap(sourceFiles)
const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1

test('the top level holds what the design names and nothing else', () => {
  const kept = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0')
  const top = new Set(kept.map(path => path.split('/')[0]!).filter(name => name && !name.startsWith('.')))
  expect([...top].sort()).toEqual(
    [
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'client',
      'geodata',
      'models',
      'package-lock.json',
      'package.json',
      'public',
      'server',
      'test',
      'tsconfig.json',
      'vite.config.ts',
    ].sort(),
  )
})

test('the front page can be read at once, and every folder has one of its own', () => {
  expect(readFileSync('README.md', 'utf8').split(/\s+/).length).toBeLessThanOrEqual(1_000)
  for (const folder of ['models', 'geodata', 'server', 'client', 'test', 'test/bench'])
    expect(readFileSync(`${folder}/README.md`, 'utf8').length, folder).toBeGreaterThan(300)
})

test('code names no file outside the repository', () => {
  const named = sources.filter(file => /DESIGN\.md|\.\.\/shared/.test(readFileSync(file, 'utf8')))
  expect(named).toEqual([])
})

test('no source file is longer than 400 lines, and the median stays under 90', () => {
  const lengths = sources.map(linesOf).sort((a, b) => a - b)
  expect(sources.filter(file => linesOf(file) > 400)).toEqual([])
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90)
})

test('files are named after what they hold', () => {
  const drawers = /^(index|utils?|helpers?|common|misc|types)\.tsx?$/
  expect(sources.filter(file => drawers.test(basename(file)))).toEqual([])
})
