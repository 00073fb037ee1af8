import { kindOf } from '../../../../models/kinds.ts'
import type { Site } from '../../../../models/site.ts'
import type { Names } from '../../../../models/units.ts'
import type { Target } from '../../../target.ts'
import { findHangul, plain } from './hangul.ts'
import { keysOf, nearlyBegins } from './typo.ts'

/** Where an answer leads: a thing to select, or a district, which is only looked at. */
export type Aim = Target | { readonly type: 'district'; readonly index: number }

/** Why an entry was found. */
export type Why = 'whole' | 'begins' | 'word' | 'inside' | 'initials' | 'language' | 'id' | 'nearly'

/** An answer: what was found, and why. */
export interface Found {
  readonly entry: Entry
  readonly why: Why
}

/** Answers of one sort. */
export interface Group {
  /** What the entries are: districts, places, or assets of a kind by its name. */
  readonly heading: 'district' | 'place' | Names
  readonly found: readonly Found[]
}

/** One thing that can be found. */
export interface Entry {
  readonly target: Aim
  readonly name: Names
  /** What it is: category of a place, kind of an asset. */
  readonly about: Names | { readonly category: string }
  readonly ko: string
  readonly en: string
  /** Japanese and Chinese, where the name has them. */
  readonly more: readonly string[]
  readonly id: string
  /** Lower comes first among equal matches: places by rank, then assets. */
  readonly order: number
}

/** Keys of an entry's words, worked out when they are first asked for. */
const pressed = new WeakMap<Entry, readonly string[]>()

/** Everything of a site that search finds: districts and places by name, assets by name, kind and id. */
export function searchIndex(site: Site): Entry[] {
  const places = site.places.map(
    ({ id, name, category, rank }): Entry => ({
      target: { type: 'place', id },
      name,
      about: { category },
      ...keys(name, id),
      order: rank,
    }),
  )
  const assets = site.assets.map(
    ({ id, name, kind }, index): Entry => ({
      target: { type: 'asset', index },
      name,
      about: kindOf(kind).name,
      ...keys(name, id),
      order: 10,
    }),
  )
  const districts = site.subdistricts.map(
    ({ name }, index): Entry => ({
      target: { type: 'district', index },
      name,
      about: { category: 'district' },
      ...keys(name, ''),
      order: -1,
    }),
  )
  return [...districts, ...places, ...assets]
}

/** Why something is among the answers, the best first: what an answer scores is the place of its reason here. */
const WHYS: readonly Why[] = ['whole', 'begins', 'word', 'inside', 'id', 'nearly']

/** The best matches, best first: whole name, then beginning, then beginning of a word, then anywhere; where nothing matches, what begins so but for one key. */
export function find(index: readonly Entry[], text: string, limit: number): Found[] {
  const query = plain(text)
  if (!query) return []
  const hits: (Found & { score: number; cut: number })[] = []
  for (const entry of index) {
    const score = scoreOf(entry, query)
    if (score !== null)
      hits.push({ entry, score, cut: cutsNumber(entry, query), why: whyOf(entry, query, WHYS[score]!) })
  }
  if (hits.length === 0) {
    const keys = keysOf(query)
    for (const entry of index) if (nearly(entry, keys)) hits.push({ entry, score: 5, cut: 0, why: 'nearly' })
  }
  hits.sort(
    (a, b) =>
      a.score - b.score ||
      a.cut - b.cut ||
      a.entry.order - b.entry.order ||
      a.entry.ko.localeCompare(b.entry.ko, 'ko'),
  )
  return hits.slice(0, limit)
}

/** The entries of `find`. */
export function search(index: readonly Entry[], text: string, limit: number): Entry[] {
  return find(index, text, limit).map(({ entry }) => entry)
}

/** Answers by what they are; the group of the best comes first, and in each the best first. */
export function grouped(found: readonly Found[]): Group[] {
  const groups = new Map<string, { heading: Group['heading']; found: Found[] }>()
  for (const each of found) {
    const { target, about } = each.entry
    const heading = target.type === 'district' || 'category' in about ? typeOf(target) : about
    const key = typeof heading === 'string' ? heading : heading.ko
    const group = groups.get(key) ?? { heading, found: [] }
    groups.set(key, group)
    group.found.push(each)
  }
  return [...groups.values()]
}

function typeOf({ type }: Aim): 'district' | 'place' {
  return type === 'district' ? 'district' : 'place'
}

/** A match is explained by its letters where they are initials, and by the language where it is not the Korean name that matches. */
function whyOf({ ko }: Entry, query: string, why: Why): Why {
  if (why === 'id') return why
  if (findHangul(ko, query) < 0) return 'language'
  return /^[ㄱ-ㅎ]+$/.test(query) ? 'initials' : why
}

/** 1 where the number at the query's end is only the beginning of one in the name: 1 is whole in “감지기 1”, and none of 12. */
function cutsNumber({ ko, en }: Entry, query: string): 0 | 1 {
  if (!/\d$/.test(query)) return 0
  const text = findHangul(ko, query) >= 0 ? ko : en
  return /^\d/.test(text.slice(Math.max(0, findHangul(text, query)) + query.length)) ? 1 : 0
}

/** 0 whole, 1 beginning, 2 word's beginning, 3 inside, 4 id only; null for no match. */
function scoreOf({ name, ko, en, more, id }: Entry, query: string): number | null {
  const inKo = findHangul(ko, query)
  const places = [en, ...more].map(text => text.indexOf(query))
  const inEn = places.includes(0) ? 0 : Math.max(...places)
  if (inKo < 0 && inEn < 0) return id.includes(query) ? 4 : null
  if ((inKo === 0 && ko.length === query.length) || en === query || more.includes(query)) return 0
  if (inKo === 0 || inEn === 0) return 1
  const words = [...name.ko.split(' '), ...name.en.split(' ')].map(plain)
  return words.some(word => findHangul(word, query) === 0) ? 2 : 3
}

/** True when the name or one of its words begins with these keys but for one. */
function nearly(entry: Entry, keys: string): boolean {
  const { name, ko, en } = entry
  const words = pressed.get(entry) ?? [ko, en, ...`${name.ko} ${name.en}`.split(' ').map(plain)].map(keysOf)
  pressed.set(entry, words)
  return words.some(word => nearlyBegins(word, keys))
}

function keys({ ko, en, ja, zh }: Names, id: string): Pick<Entry, 'ko' | 'en' | 'more' | 'id'> {
  const more = [ja, zh].flatMap(text => (text ? [plain(text)] : []))
  return { ko: plain(ko), en: plain(en), more, id: plain(id) }
}
