import type { Rule } from './mapping/MappingTable.ts'
import { valueAt } from './mapping/path.ts'
import { readTime } from './readTime.ts'
import { no, type Rejection } from './rejection.ts'

/**
 * The source time of a value by its rule: the field of the message that the mapping names, else `stated`; NaN for
 * arrival where neither is given, or where the mapping says that the source's clock is wrong.
 */
export function timeOf({ time }: Rule, message: unknown, stated: unknown, where: string): number | Rejection {
  if (time === 'arrival') return Number.NaN
  const named = time?.steps
  const given = named ? valueAt(message, named) : stated
  if (given === undefined && named)
    return no('malformed', `${where}: the time that the mapping names is not there`)
  if (given === undefined) return Number.NaN
  const at = readTime(given, time)
  return typeof at === 'string' ? no('malformed', `${where} ${at}`) : at
}
