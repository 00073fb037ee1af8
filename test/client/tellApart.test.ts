import { expect, test } from 'vitest'
import type { LineFailure } from '../../client/live/health.ts'
import { tellApart } from '../../client/live/tellApart.ts'

const failure = (trouble: LineFailure['trouble'] = 'unreachable'): LineFailure => ({
  trouble,
  reason: null,
  retryAt: 0,
})

function telling(answer: () => Promise<boolean>) {
  const shown: (string | null)[] = []
  const tell = tellApart(now => shown.push(now?.trouble ?? null), answer)
  return { shown, tell, turn: () => new Promise(resolve => setTimeout(resolve)) }
}

test('a line that stays unreachable while pages get through is stopped on the way, from the third try', async () => {
  const { shown, tell, turn } = telling(async () => true)
  tell(failure())
  tell(failure())
  await turn()
  expect(shown).toEqual(['unreachable', 'unreachable'])
  tell(failure())
  await turn()
  expect(shown.at(-1)).toBe('noUpgrade')
  tell(failure())
  expect(shown.at(-1)).toBe('noUpgrade')
  tell(null)
  expect(shown.at(-1)).toBeNull()
  tell(failure())
  expect(shown.at(-1)).toBe('unreachable')
})

test('a server that answers nothing is unreachable, and one that refuses has refused', async () => {
  const { shown, tell, turn } = telling(async () => false)
  for (let n = 0; n < 5; n++) tell(failure())
  await turn()
  expect(new Set(shown)).toEqual(new Set(['unreachable']))
  tell(failure('refused'))
  await turn()
  expect(shown.at(-1)).toBe('refused')
})

test('an answer that comes when the line is up again says nothing', async () => {
  let answer: (through: boolean) => void = () => undefined
  const { shown, tell, turn } = telling(() => new Promise(resolve => (answer = resolve)))
  for (let n = 0; n < 3; n++) tell(failure())
  tell(null)
  answer(true)
  await turn()
  expect(shown.at(-1)).toBeNull()
})
