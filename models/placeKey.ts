import type { GroundPoint } from './units.ts'

/** One letter for each of 16 squares: no vowels, so no words, and no digits, so never a number of an old link. */
const LETTERS = 'bcdfghjkmnprstvz'
/** Side of the square all keys lie in, metres, centred on the origin; each letter cuts it by 4 × 4. */
const SIDE = 32_768
const LENGTH = 8
/** Metres a key tells apart. */
export const KEY_STEP = SIDE / 4 ** LENGTH

/** The lasting key of a place: 8 letters of its half-metre square, the same in every build. Neighbours share their first letters. */
export function placeKey([x, z]: GroundPoint): string {
  const cell = (v: number): number =>
    Math.max(0, Math.min(SIDE / KEY_STEP - 1, Math.floor((v + SIDE / 2) / KEY_STEP)))
  const [i, j] = [cell(x), cell(z)]
  let key = ''
  for (let shift = 2 * (LENGTH - 1); shift >= 0; shift -= 2)
    key += LETTERS[((j >> shift) & 3) * 4 + ((i >> shift) & 3)]
  return key
}

/** Middle of the square a key names, site frame, also of one with a number; null for what is no such key. */
export function placeOfKey(key: string): GroundPoint | null {
  const letters = key.replace(/-\d+$/, '')
  if (letters.length !== LENGTH) return null
  let [i, j] = [0, 0]
  for (const letter of letters) {
    const square = LETTERS.indexOf(letter)
    if (square < 0) return null
    i = i * 4 + (square & 3)
    j = j * 4 + (square >> 2)
  }
  return [(i + 0.5) * KEY_STEP - SIDE / 2, (j + 0.5) * KEY_STEP - SIDE / 2]
}

/** True for a key from a source: `register:id`. Those outlive a better survey, which moves middles. */
export function isSourceKey(key: string): boolean {
  return /^[a-z0-9-]{1,24}:[\w./-]{1,80}$/i.test(key)
}

/** A key for each thing: its own where its source gives one, else its place's; a number tells things of one place apart, the largest first. */
export function keysOf(
  things: readonly { readonly at: GroundPoint; readonly source?: string; readonly size: number }[],
): string[] {
  const keys = things.map(({ at, source }) => source ?? placeKey(at))
  const same = new Map<string, number[]>()
  keys.forEach((key, i) => {
    const list = same.get(key)
    if (list) list.push(i)
    else same.set(key, [i])
  })
  for (const [key, list] of same)
    list
      .sort((a, b) => things[b]!.size - things[a]!.size || a - b)
      .slice(1)
      .forEach((i, n) => {
        keys[i] = `${key}-${n + 2}`
      })
  return keys
}
