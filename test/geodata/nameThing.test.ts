import { expect, test } from 'vitest'
import { distinguish, nameThing, THINGS } from '../../geodata/assets/nameThing.ts'

const owner = { ko: 'LG전자 창원2공장', en: 'LG Electronics Changwon Plant 2', ja: 'LG電子 昌原2工場' }

test('a thing is called after its owner and its number, in English where the owner has no other name', () => {
  expect(nameThing(owner, THINGS.solar, 3)).toEqual({
    ko: 'LG전자 창원2공장 태양광 3',
    en: 'LG Electronics Changwon Plant 2 PV 3',
    ja: 'LG電子 昌原2工場 太陽光 3',
    zh: 'LG Electronics Changwon Plant 2 光伏 3',
  })
  expect(nameThing(null, THINGS.gas, 7).en).toBe('Gas detector 7')
})

test('things called alike are numbered in their order; a name of its own stays', () => {
  const name = (text: string) => ({ name: { ko: text, en: text, ja: text, zh: text } })
  const told = distinguish([name('태양광'), name('하나'), name('태양광')])
  expect(told.map(thing => thing.name.ko)).toEqual(['태양광 1', '하나', '태양광 2'])
  expect(told[2]!.name.zh).toBe('태양광 2')
})
