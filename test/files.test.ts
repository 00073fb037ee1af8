import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './sourceFiles.ts'

const sources = ['models', 'geodata', 'server', 'client'].flatMap(sourceFiles)
const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1

test('the top level holds what the design names and nothing else', () => {
  const visible = readdirSync('.').filter(name => !name.startsWith('.') && name !== 'node_modules')
  expect(visible.sort()).toEqual(
    [
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

test('no source file is longer than 400 lines, and the median stays under 90', () => {
  const lengths = sources.map(linesOf).sort((a, b) => a - b)
  expect(sources.filter(file => linesOf(file) > 400)).toEqual([])
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90)
})

test('files are named after what they hold', () => {
  const drawers = /^(index|utils?|helpers?|common|misc|types)\.tsx?$/
  expect(sources.filter(file => drawers.test(basename(file)))).toEqual([])
})
