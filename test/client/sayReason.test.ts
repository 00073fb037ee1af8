import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { sayReason } from '../../client/panels/parts/sayReason.ts'
import { type Say, speak, startWords, WORDS } from '../../client/words/words.ts'
import { REFUSALS } from '../../models/refusal.ts'

const say: Say = (key, values) => i18next.t(key, values ?? {})

beforeAll(() => startWords('ko'))

test('a refusal of the server is said in the language of the screen, roles by their names', () => {
  speak('ko')
  expect(sayReason('the role operator may not do this: it needs device:manage', say)).toBe(
    '관제사 역할에는 권한이 없습니다 (필요한 권한: device:manage)',
  )
  expect(sayReason('too many failed logins; the next one is looked at in 12 s', say)).toContain('12초')
  speak('ja')
  expect(sayReason('its condition still stands', say)).toBe('警報の条件がまだ解消していません')
  expect(sayReason('away', say)).toBe(WORDS.ja['whyNot.away'])
})

test('what no catalogue knows stays English on an English screen and is no English on another', () => {
  const strange = 'Body is too large'
  speak('en')
  expect(sayReason(strange, say)).toBe(strange)
  for (const language of ['ko', 'ja', 'zh'] as const) {
    speak(language)
    expect(sayReason(strange, say)).toBe(WORDS[language]['refusal.other'])
  }
})

test('every refusal has its words in every language, with nothing filled in that the server does not give', () => {
  for (const words of Object.values(WORDS))
    for (const [code, sentence] of Object.entries(REFUSALS)) {
      const text = words[`refusal.${code}` as keyof typeof words]
      const given = [...sentence.matchAll(/{{(\w+)}}/g)].map(match => match[1])
      expect(text, code).toBeTruthy()
      for (const [, name] of text.matchAll(/{{(\w+)}}/g)) expect(given, code).toContain(name)
    }
})
