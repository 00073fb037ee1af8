import { no, type Rejection } from './rejection.ts'

/** The points a sender may write; where it is absent, all. */
export type Covers = (point: number) => boolean

/** What a sender is told of a name outside its scope: the same whether the site has it or not, so that nobody learns what exists. */
export function notCovered(name: string): Rejection {
  return no('forbidden', `${name.slice(0, 120)} is not among the points of this credential`)
}
