import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { formatSpan } from '../../client/panels/parts/formatTime.ts'
import { sayAlarm, sayCause } from '../../client/panels/parts/sayCause.ts'
import { type Say, startWords } from '../../client/words/words.ts'
import { kinds } from '../../models/kinds.ts'

const say: Say = (key, values) => i18next.t(key, values ?? {})

beforeAll(() => startWords('ko'))

test('an alarm of a state says the state, an alarm of a limit the limit', () => {
  const { smoke, temperature } = kinds.fireDetector.points
  expect(sayAlarm({ cause: 'state', value: 1, severity: 3 }, smoke, 'ko', say)).toBe('연기 감지')
  expect(sayCause({ cause: 'state', value: 1, severity: 3 }, smoke, 'ko', say)).toBe('감지')
  expect(sayAlarm({ cause: 'high', value: 90, severity: 2 }, temperature, 'ko', say)).toBe(
    '최고 표면 온도 · 상한 초과',
  )
})

test('a state that has moved on since is still called by the one that tripped', () => {
  const { state } = kinds.camera.points
  expect(sayCause({ cause: 'state', value: 0, severity: 2 }, state, 'ko', say)).toBe('이상 감지')
})

test('how long something lasts is said without "ago"', () => {
  expect(formatSpan(17_400, say)).toBe('17초')
  expect(formatSpan(3 * 3_600_000, say)).toBe('3시간')
})
