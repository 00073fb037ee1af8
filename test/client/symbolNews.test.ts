import { expect, test } from 'vitest'
import { type Sign, Symbols } from '../../client/gpu/overlay/Symbols.ts'

const sign: Sign = { glyph: 'diamond', colour: 0xcc2233, size: 20 }

test('signs that are written as they stand ask for no frame', () => {
  const symbols = new Symbols(
    [
      [0, 0, 0],
      [1, 0.1, 2],
    ],
    3,
  )
  symbols.set(0, sign)
  expect(symbols.takeNews()).toBe(true)
  symbols.set(0, { ...sign })
  symbols.move(1, [1, 0.1, 2])
  expect(symbols.takeNews()).toBe(false)
  symbols.set(0, { ...sign, flash: true })
  expect(symbols.takeNews()).toBe(true)
  symbols.move(1, [1, 0.2, 2])
  expect(symbols.takeNews()).toBe(true)
  symbols.show([{ place: [1, 0.1, 2], sign }])
  expect(symbols.takeNews()).toBe(true)
  symbols.show([{ place: [1, 0.1, 2], sign }])
  expect(symbols.takeNews()).toBe(false)
  symbols.show([])
  expect(symbols.takeNews()).toBe(true)
})
