import type { AlarmStateName } from './alarm.ts'
import type { Instant } from './units.ts'

/** Where the occurrence is, whoever may see it. */
export type Occurrence = Exclude<AlarmStateName, 'shelved' | 'suppressed' | 'outOfService'>

/** The whole state of one alarm. Shelving, suppression and service lie over the occurrence, which goes on beneath them. */
export interface AlarmState {
  readonly occurrence: Occurrence
  /** This occurrence holds until it is reset. */
  readonly latching: boolean
  /** This occurrence began out of sight and nobody has been told of it yet. */
  readonly silent: boolean
  readonly shelf: Shelf | null
  /** Suppressed by the design's logic or by an order of a person. */
  readonly suppressed: Suppressor | null
  readonly outOfService: boolean
}

/** Shelved until an instant, or, one-shot, until the condition clears before it. */
export interface Shelf {
  readonly until: Instant
  readonly oneShot: boolean
}

export type Suppressor = 'design' | 'order'

/** What may happen to an alarm. `withdraw` ends one of a simulated value for which a device now speaks. `ease` is a change to a lower level of a condition that still stands. */
export type AlarmEvent =
  | { readonly type: 'raise'; readonly latching: boolean }
  | { readonly type: 'shelve'; readonly until: Instant; readonly oneShot: boolean }
  | { readonly type: 'suppress' | 'unsuppress'; readonly by: Suppressor }
  | {
      readonly type:
        | 'clear'
        | 'ease'
        | 'acknowledge'
        | 'reset'
        | 'unshelve'
        | 'expire'
        | 'outOfService'
        | 'returnToService'
        | 'withdraw'
    }
export type AlarmEventType = AlarmEvent['type']

/** The state after a legal event, or why the event is none. */
export type Step = { readonly state: AlarmState } | { readonly refused: string }

/** Longest shelving, milliseconds: no alarm is out of sight for longer than a shift without somebody saying so again. */
export const LONGEST_SHELF = 12 * 3_600_000

/** An alarm that has never occurred. */
export const QUIET: AlarmState = {
  occurrence: 'normal',
  latching: false,
  silent: false,
  shelf: null,
  suppressed: null,
  outOfService: false,
}

/** One transition of ISA-18.2 / IEC 62682 at an instant. Illegal ones are refused with a sentence for whoever gave the order. */
export function step(state: AlarmState, event: AlarmEvent, at: Instant): Step {
  switch (event.type) {
    case 'raise':
      return { state: raise(state, event.latching) }
    case 'clear':
      return clear(state)
    case 'ease':
      return isActive(state) ? { state } : no('the condition does not stand')
    case 'acknowledge':
      return acknowledge(state)
    case 'reset':
      return reset(state)
    case 'shelve':
      return shelve(state, event, at)
    case 'unshelve':
      return state.shelf ? { state: show({ ...state, shelf: null }) } : no('it is not shelved')
    case 'expire':
      if (!state.shelf) return no('it is not shelved')
      return at >= state.shelf.until
        ? { state: show({ ...state, shelf: null }) }
        : no('its shelving has not run out')
    case 'suppress':
      if (state.suppressed) return no(`it is already suppressed by ${state.suppressed}`)
      return { state: { ...state, suppressed: event.by } }
    case 'unsuppress':
      if (state.suppressed === event.by) return { state: show({ ...state, suppressed: null }) }
      return no(
        state.suppressed
          ? `it is suppressed by ${state.suppressed}; only that can lift it`
          : 'it is not suppressed',
      )
    case 'withdraw':
      return state.occurrence === 'normal'
        ? no('there is nothing to withdraw')
        : { state: show(settle(state, 'normal')) }
    case 'outOfService':
      return state.outOfService
        ? no('it is already out of service')
        : { state: { ...state, outOfService: true } }
    case 'returnToService':
      return state.outOfService
        ? { state: show({ ...state, outOfService: false }) }
        : no('it is not out of service')
  }
}

/** The one state an operator is shown: out of service before suppressed before shelved before the occurrence. */
export function shownState(state: AlarmState): AlarmStateName {
  if (state.outOfService) return 'outOfService'
  if (state.suppressed) return 'suppressed'
  if (state.shelf) return 'shelved'
  return state.occurrence
}

/** True while the condition stands, seen or not. */
export function isActive({ occurrence }: AlarmState): boolean {
  return occurrence === 'unacknowledged' || occurrence === 'acknowledged'
}

/** True while shelving, suppression or service keeps the alarm from being announced. */
export function isHidden({ shelf, suppressed, outOfService }: AlarmState): boolean {
  return shelf !== null || suppressed !== null || outOfService
}

/** A re-alarm needs a new acknowledgement; one that began out of sight stays untold until it can be seen. */
function raise(state: AlarmState, latching: boolean): AlarmState {
  const untold = state.occurrence === 'normal' || state.silent
  return {
    ...state,
    occurrence: 'unacknowledged',
    latching: latching || (state.latching && state.occurrence !== 'normal'),
    silent: untold && isHidden(state),
  }
}

/** What came and went without anybody being told needs no acknowledgement, unless it latches. A one-shot shelf ends here. */
function clear(state: AlarmState): Step {
  const { occurrence, latching, silent, shelf } = state
  if (!isActive(state)) return no('the condition does not stand')
  const acknowledged = occurrence === 'acknowledged'
  const next: Occurrence = latching
    ? acknowledged
      ? 'latchedAcknowledged'
      : 'latchedUnacknowledged'
    : acknowledged || silent
      ? 'normal'
      : 'returned'
  return { state: show({ ...settle(state, next), shelf: shelf?.oneShot ? null : shelf }) }
}

function acknowledge(state: AlarmState): Step {
  if (isHidden(state)) return no(hiddenReason(state))
  switch (state.occurrence) {
    case 'unacknowledged':
      return { state: { ...state, occurrence: 'acknowledged' } }
    case 'returned':
      return { state: settle(state, 'normal') }
    case 'latchedUnacknowledged':
      return { state: { ...state, occurrence: 'latchedAcknowledged' } }
    case 'normal':
      return no('there is nothing to acknowledge')
    default:
      return no('it is already acknowledged')
  }
}

function reset(state: AlarmState): Step {
  if (isHidden(state)) return no(hiddenReason(state))
  if (state.occurrence === 'latchedAcknowledged') return { state: settle(state, 'normal') }
  if (state.occurrence === 'latchedUnacknowledged') return no('acknowledge it before the reset')
  return no(isActive(state) ? 'its condition still stands' : 'it is not latched')
}

function shelve(state: AlarmState, { until, oneShot }: Shelf, at: Instant): Step {
  if (state.outOfService) return no('it is out of service; return it to service first')
  if (state.shelf)
    return no(`it is already shelved until ${new Date(state.shelf.until).toISOString()}; unshelve it first`)
  if (!(until > at)) return no('the end of shelving must be in the future')
  if (until - at > LONGEST_SHELF)
    return no(`shelving ends after ${LONGEST_SHELF / 3_600_000} h at the latest`)
  return { state: { ...state, shelf: { until, oneShot } } }
}

/** An alarm that can be seen again has told of itself. */
function show(state: AlarmState): AlarmState {
  return state.silent && !isHidden(state) ? { ...state, silent: false } : state
}

function settle(state: AlarmState, occurrence: Occurrence): AlarmState {
  return occurrence === 'normal'
    ? { ...state, occurrence, latching: false, silent: false }
    : { ...state, occurrence }
}

function hiddenReason(state: AlarmState): string {
  if (state.outOfService) return 'it is out of service; return it to service first'
  if (state.suppressed) return `it is suppressed by ${state.suppressed}; it can be handled when that ends`
  return 'it is shelved; unshelve it first'
}

function no(refused: string): Step {
  return { refused }
}
