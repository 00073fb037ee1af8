/** Mark between whole and fraction in a file. */
export type DecimalMark = '.' | ','

const NUMBER: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(\d+|\d{1,3}(,\d{3})+|\d{1,3}([ \u00a0\u202f]\d{3})+)(\.\d+)?$/,
  ',': /^[+-]?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}([ \u00a0\u202f]\d{3})+)(,\d+)?$/,
}
/** Spellings that only one mark can explain. */
const ONLY: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?(\d+\.(\d{1,2}|\d{4,})|\d{4,}\.\d+|0\.\d+|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})$/,
  ',': /^[+-]?(\d+,(\d{1,2}|\d{4,})|\d{4,},\d+|0,\d+|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})$/,
}

/** The decimal mark that these spellings show: degrees with one mark are fractions. Null where they contradict each other. */
export function decimalMark(plain: readonly string[], degrees: readonly string[]): DecimalMark | null {
  const shows = (mark: DecimalMark): boolean =>
    plain.some(text => ONLY[mark].test(text)) ||
    degrees.some(text => new RegExp(`^[+-]?\\d{1,3}[${mark}]\\d+$`).test(text))
  if (shows('.') && shows(',')) return null
  return shows(',') ? ',' : '.'
}

/** A number with its thousands grouped or not; NaN for what is none. */
export function readNumber(text: string, mark: DecimalMark): number {
  const given = text.trim()
  if (!NUMBER[mark].test(given)) return Number.NaN
  const whole = given.replace(mark === '.' ? /[, \u00a0\u202f]/g : /[. \u00a0\u202f]/g, '')
  return Number(whole.replace(',', '.'))
}
