import type { LineFailure } from './health.ts'

/** Tries in a row after which it is asked whether pages get through where the line does not. */
const TRIES = 3

/**
 * Shows why the line fails. A server that answers pages and whose line stays unreachable has something on the way that
 * does not pass WebSocket on: then that is said, instead of "unreachable" for ever. `answers`: whether pages get through.
 */
export function tellApart(
  show: (failure: LineFailure | null) => void,
  answers: () => Promise<boolean>,
): (failure: LineFailure | null) => void {
  let tries = 0
  let stripped = false
  let turn = 0
  return failure => {
    const mine = ++turn
    tries = failure?.trouble === 'unreachable' ? tries + 1 : 0
    if (tries === 0) stripped = false
    const said = (): LineFailure | null =>
      failure && stripped ? { ...failure, trouble: 'noUpgrade' } : failure
    show(said())
    if (tries < TRIES) return
    void answers().then(answer => {
      stripped = answer
      if (mine === turn) show(said())
    })
  }
}
