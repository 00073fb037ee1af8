import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSALS, refusalOf } from '../../models/refusal.ts'
import { sourceFiles } from '../sourceFiles.ts'

const code = ['server', 'models']
  .flatMap(sourceFiles)
  .filter(file => !file.endsWith('refusal.ts'))
  .map(file => readFileSync(file, 'utf8'))
  .join('\n')

test.each(Object.entries(REFUSALS))(
  '%s is what a door still says, word by word or by its code',
  (name, sentence) => {
    if (new RegExp(`REFUSALS\\.${name}\\b`).test(code)) return
    const texts = sentence.split(/{{\w+}}/).map(text => text.replace(/^: /, '').trim())
    expect(texts.filter(text => text.length > 3 && !code.includes(text))).toEqual([])
  },
)

test('a sentence leads back to its code and what was filled in', () => {
  for (const [name, sentence] of Object.entries(REFUSALS)) {
    const given: Record<string, string> = {}
    const said = sentence.replaceAll(/{{(\w+)}}/g, (_, param: string) => {
      given[param] = `${param} 7`
      return `${param} 7`
    })
    expect(refusalOf(said)).toEqual({ code: name, params: given })
  }
  expect(refusalOf('nothing that a door says')).toBeNull()
  expect(refusalOf('its condition still stands.')).toBeNull()
})

test('what is filled in may be long and of many lines, and stays as it is', () => {
  const why = 'connection refused (127.0.0.1)\nand again'
  expect(refusalOf(`the owner of the twin did not answer (${why}); try again in a few seconds`)).toEqual({
    code: 'ownerSilent',
    params: { why },
  })
})
