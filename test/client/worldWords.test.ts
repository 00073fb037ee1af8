import { expect, test } from 'vitest'
import { sayFact, sayProducts } from '../../client/panels/parts/sayFact.ts'
import { WORDS } from '../../client/words/words.ts'
import { readSources } from '../../geodata/sources.ts'
import { type KindName, kindOf, kinds } from '../../models/kinds.ts'

const sources = readSources('geodata/sources')
const KIND_NAMES = Object.keys(kinds) as KindName[]
const others = ['ko', 'ja', 'zh'] as const
/** Names that are written so in every language. */
const PROPER =
  /EUNSEO-00\/changwon-exposure-dashboard|JaeHong-Jang\/Changwon-|SRTM|USGS\/NASA|data\.go\.kr|SNT Motiv/g
/** Three Latin words in a row are a sentence, or a name that nobody has said in the language. */
const SENTENCE = /(?:[A-Za-z][a-z'’-]+[ ,;]+){2}[A-Za-z][a-z'’-]+/

function english(texts: readonly (string | undefined)[]): string[] {
  return texts.filter(text => text !== undefined && SENTENCE.test(text.replaceAll(PROPER, ''))) as string[]
}

/** Latin words of two letters and more that a fact still holds. */
function latin(text: string): boolean {
  return /(?<![\w-])[a-z]{3,}(?![\w-])/.test(text.replaceAll(PROPER, ''))
}

test('the measure finds an English sentence and lets names and units be', () => {
  expect(english(['설비 stands on the plot', 'LG Smart', 'V2G 74 kW, ESS 3 MWh'])).toEqual([
    '설비 stands on the plot',
  ])
})

test.each(others)('every place, product, note and source is said in %s', language => {
  for (const place of sources.places) {
    expect(place.name[language], place.id).toBeTruthy()
    expect(english([place.name[language]])).toEqual([])
  }
  const all = [...sources.places, ...sources.peaks, ...sources.carParks, ...sources.solarPlants]
  const said = [
    ...sources.places.flatMap(({ makes, note }) => [
      makes && sayProducts(makes, language),
      note && sayFact(note, language),
    ]),
    ...[...all, ...sources.chargingStations].map(({ source }) => sayFact(source, language)),
  ].filter(text => text !== undefined)
  expect(said.length).toBeGreaterThan(300)
  expect(said.filter(latin)).toEqual([])
})

test.each(others)('every kind, point, state and district has its own name in %s', language => {
  for (const name of KIND_NAMES) {
    const kind = kindOf(name)
    const names = [
      kind.name,
      ...Object.values(kind.points).flatMap(({ name, states = {} }) => [name, ...Object.values(states)]),
    ]
    for (const each of names) {
      expect(each[language], `${name}: ${each.en}`).toBeTruthy()
      expect(each[language], name).not.toMatch(SENTENCE)
    }
  }
  for (const { name } of sources.subdistricts) expect(english([name[language] ?? name.en])).toEqual([])
})

test.each(others)('every first rationale of an alarm is said in %s', language => {
  let found = 0
  for (const name of KIND_NAMES)
    for (const { rationale } of Object.values(kindOf(name).points)) {
      const { cause, consequence, action } = rationale ?? {}
      for (const text of [cause, consequence, action]) {
        if (!text) continue
        found++
        expect(text[language], text.en).toBeTruthy()
        expect(english([text[language]])).toEqual([])
      }
    }
  expect(found).toBeGreaterThan(30)
})

test.each(others)('no category of a place lacks a word in %s', language => {
  for (const { category } of sources.places)
    expect(WORDS[language][`category.${category}` as keyof (typeof WORDS)['ko']], category).toBeTruthy()
})
