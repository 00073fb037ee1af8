import { expect, test } from 'vitest'
import { GLOSSARY, type Term } from '../../client/words/glossary.ts'
import { WORDS } from '../../client/words/words.ts'

type Language = keyof typeof WORDS
const LANGUAGES = Object.keys(WORDS) as Language[]
const TERMS: readonly (readonly [string, Term])[] = Object.entries(GLOSSARY)

/** Latin that is the same in every language: names of formats, commands, units and what people type. */
const LATIN =
  /\b(?:OpenStreetMap contributors|ODbL|SRTM|USGS|NASA|QR|mapping|MQTT|NGSI-LD|OPC UA|SensorThings|Sparkplug|WebSocket|Upgrade|Connection|Host|npm (?:start|run world)|WebGL|PM\d(?:\.\d)?|UTC|URL|ID|D|T\d\d(?:\d\d)*Z?|x,y,z|ko|en|ja|zh|alarms|metrics|sources|incident|software|low|medium|high|air)\b|\$\.state|µg\/m³|2026[-\dT:]+Z?/g

test('every term stands in all four languages, in the script of each', () => {
  for (const [name, term] of TERMS) {
    expect(term.ko, name).toMatch(/[가-힣]/)
    expect(term.en, name).toMatch(/^[A-Za-z][A-Za-z /]+$/)
    expect(term.ja, name).toMatch(/[\p{Script=Han}\p{Script=Katakana}]/u)
    expect(term.zh, name).toMatch(/\p{Script=Han}/u)
    expect(term.zh, name).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u)
  }
})

test.each(LANGUAGES)('%s never uses a word its glossary forbids', language => {
  const forbidden = TERMS.flatMap(([, term]) => term.never?.[language] ?? [])
  const found = Object.entries(WORDS[language]).filter(([, text]) =>
    forbidden.some(word => text.includes(word)),
  )
  expect(found).toEqual([])
})

test.each(['ja', 'zh'] as const)('%s says nothing in English where it has a word of its own', language => {
  for (const [key, text] of Object.entries(WORDS[language])) {
    const own = text.replaceAll(/{{\w+}}/g, '').replaceAll(LATIN, '')
    expect(own.match(/[A-Za-z]{2,}/g) ?? [], key).toEqual([])
  }
})

test.each(['ja', 'zh'] as const)('%s calls a term by its own word where Korean does', language => {
  for (const term of [GLOSSARY.alarm, GLOSSARY.alarmMetrics, GLOSSARY.severity, GLOSSARY.flood]) {
    const missing = Object.entries(WORDS.ko).filter(
      ([key, text]) =>
        text.includes(term.ko) &&
        // Counts ("경보 {{count}}건") go without the noun where a language counts so.
        !/{{(?:count|total)}}/.test(text) &&
        !WORDS[language][key as keyof typeof WORDS.ko].includes(term[language]),
    )
    expect(missing.map(([key]) => key)).toEqual([])
  }
})
