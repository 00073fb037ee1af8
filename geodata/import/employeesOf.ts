import { type DecimalMark, readNumber } from '../read/numbers.ts'

/** What registers write where the number is not known. */
const UNKNOWN = /^(|-+|n\/?a|null|미상|없음|비공개|해당\s?없음)$/i
const MOST = 1_000_000

/** Employees as a register writes them (1,234, 40명); NaN where it says it does not know, a sentence for what is no number. */
export function employeesOf(text: string, mark: DecimalMark): number | string {
  const given = text.trim().replace(/\s*(명|인|people)$/i, '')
  if (UNKNOWN.test(given)) return Number.NaN
  const employees = readNumber(given, mark)
  return Number.isInteger(employees) && employees >= 0 && employees <= MOST
    ? employees
    : `employees ${text.slice(0, 30)} is no whole number from 0 to ${MOST}`
}
