import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALARM_STATES, type AlarmStateName } from '../../models/alarm.ts'
import {
  type AlarmEvent,
  type AlarmState,
  isActive,
  isHidden,
  LONGEST_SHELF,
  QUIET,
  shownState,
  step,
} from '../../models/alarmCycle.ts'

const NOW = Date.UTC(2026, 4, 12, 3)
const UNTIL = NOW + 3_600_000

/** Each shown state, reached by the shortest way. */
const reached: Record<AlarmStateName, AlarmState> = {
  normal: QUIET,
  unacknowledged: { ...QUIET, occurrence: 'unacknowledged' },
  acknowledged: { ...QUIET, occurrence: 'acknowledged' },
  returned: { ...QUIET, occurrence: 'returned' },
  latchedUnacknowledged: { ...QUIET, occurrence: 'latchedUnacknowledged', latching: true },
  latchedAcknowledged: { ...QUIET, occurrence: 'latchedAcknowledged', latching: true },
  shelved: { ...QUIET, shelf: { until: UNTIL, oneShot: false } },
  suppressed: { ...QUIET, suppressed: 'design' },
  outOfService: { ...QUIET, outOfService: true },
}

const events: Record<string, [AlarmEvent, number?]> = {
  raise: [{ type: 'raise', latching: false }],
  clear: [{ type: 'clear' }],
  ease: [{ type: 'ease' }],
  acknowledge: [{ type: 'acknowledge' }],
  reset: [{ type: 'reset' }],
  shelve: [{ type: 'shelve', until: NOW + 60_000, oneShot: false }],
  unshelve: [{ type: 'unshelve' }],
  expire: [{ type: 'expire' }, UNTIL],
  suppress: [{ type: 'suppress', by: 'design' }],
  unsuppress: [{ type: 'unsuppress', by: 'design' }],
  outOfService: [{ type: 'outOfService' }],
  returnToService: [{ type: 'returnToService' }],
  withdraw: [{ type: 'withdraw' }],
}

/**
 * The state the standard leads to, `–` where it knows no such transition. Rows: states A to I of ISA-18.2-2009 figure 5;
 * columns: events in the order above. Shelved, suppressed and out of service (G, H, I) hold a normal occurrence here.
 */
const table: Record<AlarmStateName, string> = {
  normal: 'U – – – – G – – H – I – –',
  unacknowledged: 'U D U C – G – – H – I – A',
  acknowledged: 'U A C – – G – – H – I – A',
  returned: 'U – – A – G – – H – I – A',
  latchedUnacknowledged: 'U – – F – G – – H – I – A',
  latchedAcknowledged: 'U – – – A G – – H – I – A',
  shelved: 'G – – – – – A A H – I – –',
  suppressed: 'H – – – – H – – – A I – –',
  outOfService: 'I – – – – – – – I – – A –',
}
const letters: Record<string, AlarmStateName> = {
  A: 'normal',
  U: 'unacknowledged',
  C: 'acknowledged',
  D: 'returned',
  F: 'latchedAcknowledged',
  G: 'shelved',
  H: 'suppressed',
  I: 'outOfService',
}

const pairs = ALARM_STATES.flatMap(from =>
  Object.keys(events).map((event, k) => [from, event, table[from].split(' ')[k]!] as const),
)

test.each(pairs)('%s, %s → %s', (from, name, letter) => {
  const [event, at = NOW] = events[name]!
  const result = step(reached[from], event, at)
  if (letter === '–')
    expect(result).toEqual({ refused: expect.stringMatching(/^(it|there|the|its|acknowledge) .{5,}/) })
  else expect('state' in result && shownState(result.state)).toBe(letters[letter])
})

const run = (state: AlarmState, ...list: (AlarmEvent | [AlarmEvent, number])[]): AlarmState => {
  let now = state
  for (const each of list) {
    const [event, at] = Array.isArray(each) ? each : [each, NOW]
    const result = step(now, event, at)
    if ('refused' in result) throw new Error(`${event.type}: ${result.refused}`)
    now = result.state
  }
  return now
}
const [raise, clear, ack] = [events.raise![0], events.clear![0], events.acknowledge![0]]
const shelve = (oneShot: boolean): AlarmEvent => ({ type: 'shelve', until: UNTIL, oneShot })

test('a latching alarm stays after its condition until it is acknowledged and reset', () => {
  const latched = run(QUIET, { type: 'raise', latching: true }, clear)
  expect(latched.occurrence).toBe('latchedUnacknowledged')
  expect(step(latched, { type: 'reset' }, NOW)).toMatchObject({
    refused: expect.stringContaining('acknowledge'),
  })
  expect(run(latched, ack, { type: 'reset' })).toEqual(QUIET)
  expect(run(QUIET, { type: 'raise', latching: true }, ack, clear).occurrence).toBe('latchedAcknowledged')
})

test('a shelved alarm works on beneath and comes back in the right state', () => {
  const shelved = run(QUIET, raise, ack, shelve(false))
  expect(shownState(shelved)).toBe('shelved')
  expect(shownState(run(shelved, { type: 'unshelve' }))).toBe('acknowledged')
  expect(shownState(run(shelved, clear, { type: 'unshelve' }))).toBe('normal')
  expect(shownState(run(shelved, clear, raise, { type: 'unshelve' }))).toBe('unacknowledged')
  expect(shownState(run(QUIET, raise, shelve(false), clear, { type: 'unshelve' }))).toBe('returned')
})

test('what came and went out of sight leaves nothing to acknowledge; what still stands is told', () => {
  const off = run(QUIET, { type: 'suppress', by: 'design' }, raise)
  expect(run(off, clear, { type: 'unsuppress', by: 'design' })).toEqual(QUIET)
  expect(run(off, { type: 'unsuppress', by: 'design' })).toMatchObject({
    occurrence: 'unacknowledged',
    silent: false,
  })
  const latched = run(QUIET, shelve(true), { type: 'raise', latching: true }, clear)
  expect(latched).toMatchObject({ occurrence: 'latchedUnacknowledged', silent: false, shelf: null })
})

test('a one-shot shelf ends when the condition clears, a timed one only with its time', () => {
  expect(shownState(run(QUIET, raise, shelve(true), clear))).toBe('returned')
  expect(shownState(run(QUIET, raise, shelve(false), clear))).toBe('shelved')
  const timed = run(QUIET, raise, shelve(false))
  expect(step(timed, { type: 'expire' }, UNTIL - 1)).toHaveProperty('refused')
  expect(shownState(run(timed, [{ type: 'expire' }, UNTIL]))).toBe('unacknowledged')
})

test('shelving has an end in the future, within a shift', () => {
  for (const until of [NOW, NOW - 1, Number.NaN, NOW + LONGEST_SHELF + 1])
    expect(step(QUIET, { type: 'shelve', until, oneShot: false }, NOW)).toHaveProperty('refused')
  expect(step(QUIET, { type: 'shelve', until: NOW + LONGEST_SHELF, oneShot: false }, NOW)).toHaveProperty(
    'state',
  )
})

test('only who suppressed lifts it', () => {
  const byOrder = run(QUIET, { type: 'suppress', by: 'order' })
  expect(step(byOrder, { type: 'unsuppress', by: 'design' }, NOW)).toHaveProperty('refused')
  expect(run(byOrder, { type: 'unsuppress', by: 'order' })).toEqual(QUIET)
})

const anyEvent: fc.Arbitrary<AlarmEvent> = fc.oneof(
  fc.record({ type: fc.constant('raise' as const), latching: fc.boolean() }),
  fc.record({
    type: fc.constant('shelve' as const),
    until: fc.integer({ min: NOW - 10, max: NOW + 2 * LONGEST_SHELF }),
    oneShot: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom('suppress' as const, 'unsuppress' as const),
    by: fc.constantFrom('design' as const, 'order' as const),
  }),
  fc.constantFrom<AlarmEvent>(
    { type: 'clear' },
    { type: 'ease' },
    { type: 'acknowledge' },
    { type: 'reset' },
    { type: 'unshelve' },
    { type: 'expire' },
    { type: 'outOfService' },
    { type: 'returnToService' },
  ),
)
const life = fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 3_600_000 })), { maxLength: 60 })

/** Walk a life, telling each step that was taken. */
function walk(
  steps: [AlarmEvent, number][],
  see: (before: AlarmState, event: AlarmEvent, after: AlarmState, at: number) => void,
): AlarmState {
  let state = QUIET
  let at = NOW
  for (const [event, wait] of steps) {
    at += wait
    const result = step(state, event, at)
    if ('refused' in result) continue
    see(state, event, result.state, at)
    state = result.state
  }
  return state
}

test('no path loses an announced alarm without an acknowledgement', () => {
  fc.assert(
    fc.property(life, steps => {
      let owed = false
      walk(steps, (_, event, after) => {
        if (event.type === 'acknowledge') owed = false
        if (after.occurrence === 'unacknowledged' && !isHidden(after)) owed = true
        if (owed) expect(['unacknowledged', 'returned', 'latchedUnacknowledged']).toContain(after.occurrence)
      })
    }),
    { numRuns: 2_000 },
  )
})

test('the condition is known through all shelving, suppression and service', () => {
  fc.assert(
    fc.property(life, steps => {
      let condition = false
      walk(steps, (_, event, after) => {
        if (event.type === 'raise') condition = true
        if (event.type === 'clear') condition = false
        expect(isActive(after)).toBe(condition)
      })
    }),
  )
})

test('shelving always ends: whatever happens, its time lets it go', () => {
  fc.assert(
    fc.property(life, steps => {
      let state = walk(steps, () => undefined)
      if (!state.shelf) return
      expect(state.shelf.until - NOW).toBeLessThanOrEqual(LONGEST_SHELF + 60 * 3_600_000)
      state = run(state, [{ type: 'expire' }, state.shelf.until])
      expect(state.shelf).toBeNull()
    }),
  )
})

test('shown again, every state is one of the standard and silent ones are told', () => {
  fc.assert(
    fc.property(life, steps => {
      walk(steps, (_, __, after) => {
        expect(ALARM_STATES).toContain(shownState(after))
        if (!isHidden(after)) expect(after.silent).toBe(false)
        if (after.occurrence === 'normal') expect(after.latching || after.silent).toBe(false)
        if (after.occurrence.startsWith('latched')) expect(after.latching).toBe(true)
      })
    }),
  )
})
