import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pickLanguage } from '../../client/state/language.ts'
import { ko } from '../../client/words/ko.ts'
import { WORDS } from '../../client/words/words.ts'
import { sourceFiles } from '../sourceFiles.ts'

const keys = Object.keys(ko).sort()
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]).sort()
const others = Object.entries(WORDS).filter(([language]) => language !== 'ko')

test.each(others)('%s has every word of Korean and no other', (_, words) => {
  expect(Object.keys(words).sort()).toEqual(keys)
  expect(Object.entries(words).filter(([, text]) => text.trim() === '')).toEqual([])
})

test.each(others)('%s fills in the same placeholders as Korean', (_, words) => {
  for (const [key, text] of Object.entries(ko))
    expect(placeholders(words[key as keyof typeof ko]), key).toEqual(placeholders(text))
})

test('only Korean is written in Hangul, and no language borrows the words of another', () => {
  for (const [, words] of others)
    expect(Object.entries(words).filter(([, text]) => /[가-힣]/.test(text))).toEqual([])
  for (const language of ['en', 'ja', 'zh'] as const) {
    const same = Object.entries(WORDS[language]).filter(([key, text]) => text === ko[key as keyof typeof ko])
    expect(same.filter(([, text]) => /\p{L}/u.test(text.replace(/{{\w+}}/g, '')))).toEqual([])
  }
})

test('every word is used', () => {
  const code = ['client/panels', 'client/state', 'client/scene']
    .flatMap(sourceFiles)
    .concat('client/App.tsx')
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
  const spoken = keys.filter(key => code.includes(`'${key}'`) || code.includes(`\`${key.split('.')[0]}.\${`))
  const composed = keys.filter(key => code.includes(`\`${key.split('.')[0]}.\${`) || /Remedy$/.test(key))
  expect(keys.filter(key => !spoken.includes(key) && !composed.includes(key))).toEqual([])
})

test('the address decides the language, then memory, then the browser, then Korean', () => {
  expect(pickLanguage('ja', 'en', ['zh-CN'])).toBe('ja')
  expect(pickLanguage(null, 'en', ['zh-CN'])).toBe('en')
  expect(pickLanguage(null, null, ['fr-FR', 'zh-CN'])).toBe('zh')
  expect(pickLanguage('xx', null, ['fr'])).toBe('ko')
})
