const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
/** Initial consonant that a final one becomes while the next syllable is still being typed: 둣 on the way to 두산. */
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
/** Two consonants that a keyboard joins into one: ㄱ and ㅅ typed for 가스 arrive as ㄳ. */
const JOINED: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
}
const FIRST = 0xac00
const LAST = 0xd7a3

/** Text as search compares it: lower case, full width as half, without spaces, punctuation and the form of a company ((주), ㈜, 주식회사). */
export function plain(text: string): string {
  return text
    .replace(/㈜|[(（]\s*주\s*[)）]|주식회사/g, '')
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s()[\]{}·.,\-_/'"“”]+/g, '')
}

/**
 * Where `asked` begins in `text`, both plain; -1 when nowhere. A consonant stands for any syllable that begins with
 * it (초성), an open syllable for any that continues it, and the last syllable may still be under composition.
 */
export function findHangul(text: string, asked: string): number {
  const query = asked.replace(/[ㄳㄵㄶㄺ-ㅀㅄ]/g, joined => JOINED[joined]!)
  const direct = text.indexOf(query)
  if (direct >= 0 || !/[ㄱ-ㅎ가-힣]/.test(query)) return direct
  for (const wanted of [query, ...composing(query)]) {
    for (let at = 0; at + wanted.length <= text.length; at++) if (standsAt(text, wanted, at)) return at
  }
  return -1
}

function standsAt(text: string, query: string, at: number): boolean {
  for (let i = 0; i < query.length; i++) if (!matches(text.charCodeAt(at + i), query[i]!)) return false
  return true
}

function matches(there: number, wanted: string): boolean {
  const code = wanted.charCodeAt(0)
  if (there === code) return true
  if (there < FIRST || there > LAST) return false
  const initial = INITIALS.indexOf(wanted)
  if (initial >= 0) return Math.floor((there - FIRST) / 588) === initial
  const open = code >= FIRST && code <= LAST && (code - FIRST) % 28 === 0
  return open && there - code < 28 && there > code
}

/** The query with the final consonant of its last syllable taken for the next syllable's initial; of a joined one the second. */
function composing(query: string): string[] {
  const code = query.charCodeAt(query.length - 1)
  if (code < FIRST || code > LAST) return []
  const final = (code - FIRST) % 28
  if (final === 0) return []
  const [first, second] = JOINED[FINALS[final]!] ?? FINALS[final]!
  const kept = second ? FINALS.indexOf(first!) : 0
  return [query.slice(0, -1) + String.fromCharCode(code - final + kept) + (second ?? first)]
}
