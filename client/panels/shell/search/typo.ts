const JAMO_OF_KEYS: Readonly<Record<string, string>> = {
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
}
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
/** Keys of a query under which one wrong key could be any word. */
const SHORTEST = 5

/** Text as its keys are pressed: Hangul by jamo, the rest by letter. */
export function keysOf(text: string): string {
  return [...text]
    .map(letter => {
      const code = letter.charCodeAt(0) - 0xac00
      if (code < 0 || code > 11_171) return letter
      const vowel = VOWELS[Math.floor((code % 588) / 28)]!
      return INITIALS[Math.floor(code / 588)]! + (JAMO_OF_KEYS[vowel] ?? vowel) + FINALS[code % 28]!.trim()
    })
    .join('')
}

/** True when `text` begins with `query` but for one key wrong, missing, too many, or two exchanged; digits must be right. Both by keysOf. */
export function nearlyBegins(text: string, query: string): boolean {
  if (query.length < SHORTEST) return false
  let at = 0
  while (at < query.length && text[at] === query[at]) at++
  if (at === query.length) return true
  const rest = query.slice(at + 1)
  if (/\d/.test(query[at]!)) return false
  const wrong = !/\d/.test(text[at] ?? '') && text.startsWith(rest, at + 1)
  const missing = !/\d/.test(text[at] ?? '') && text.startsWith(query.slice(at), at + 1)
  const exchanged =
    text[at] === query[at + 1] && text[at + 1] === query[at] && text.startsWith(query.slice(at + 2), at + 2)
  return wrong || missing || exchanged || text.startsWith(rest, at)
}
