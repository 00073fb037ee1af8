import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources, SOURCE_FILES } from '../../geodata/sources.ts'
import { PROVENANCES } from '../../models/asset.ts'

const sources = readSources('geodata/sources')

test.each(SOURCE_FILES)(
  'every feature of %s has its provenance, source and date, and an id of its own',
  name => {
    const { features } = JSON.parse(readFileSync(`geodata/sources/${name}.geojson`, 'utf8')) as {
      features: { properties: Record<string, string> }[]
    }
    expect(features.length).toBeGreaterThan(0)
    for (const { properties } of features) {
      expect(PROVENANCES).toContain(properties.provenance)
      expect(properties.source!.length).toBeGreaterThan(5)
      expect(properties.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
    expect(new Set(features.map(f => f.properties.id)).size).toBe(features.length)
  },
)

test('all that the facts list is there', () => {
  expect(sources.places).toHaveLength(150)
  expect(sources.roads).toHaveLength(27 + ['팔용터널', '창원부산로'].length)
  expect(sources.tunnels).toHaveLength(4)
  expect(sources.spots).toHaveLength(8_864)
  expect(sources.streams).toHaveLength(5)
  expect(sources.railways).toHaveLength(2)
  expect(sources.subdistricts).toHaveLength(8)
})

test('districts and places have a name in all four languages', () => {
  for (const { name } of [...sources.subdistricts, ...sources.places]) {
    expect(name.ja, name.en).toBeTruthy()
    expect(name.zh, name.en).toBeTruthy()
    expect(name.zh, name.en).not.toMatch(/[가-힣\p{Script=Hiragana}\p{Script=Katakana}]/u)
    expect(name.ja, name.en).not.toMatch(/[가-힣]/)
    expect(name.en, name.ko).not.toMatch(/[가-힣]/)
  }
})

test('firms and jobs of the sub-districts add up to the figures of KICOX for 2026 Q2', () => {
  expect(sources.subdistricts.reduce((sum, s) => sum + s.firms, 0)).toBe(3331)
  expect(sources.subdistricts.reduce((sum, s) => sum + s.jobs, 0)).toBe(119_681)
})

test('a folder without the files is refused with the file’s name', () => {
  expect(() => readSources('/nowhere')).toThrow(/places\.geojson/)
})
