import type { Fact } from '../../words/fact.ts'
import { FACTS } from '../../words/facts.ts'
import { PLACE_FACTS } from '../../words/placeFacts.ts'
import { PRODUCTS } from '../../words/products.ts'

/** A hole holds one piece's words, so a sentence of two pieces is never one with a hole for the second. */
const PATTERNS = [...PLACE_FACTS, ...FACTS].map(fact => ({
  fact,
  names: [...fact.en.matchAll(/{{(\w+)}}/g)].map(([, name]) => name!),
  pattern: new RegExp(
    `^${fact.en
      .split(/{{\w+}}/)
      .map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('((?:(?!; ).)+?)')}( \\(\\d{4}-\\d{2}-\\d{2}\\))?$`,
  ),
}))

/** A fact's source or note in the language of the screen, piece by piece; a piece nobody has translated stays as it came. */
export function sayFact(text: string, language: string): string {
  return pieces(text)
    .map(piece => sayPiece(piece, language))
    .join(' · ')
}

const PRODUCT = new Map(PRODUCTS.map(product => [product.en, product]))

/** What a plant makes, product by product; what nobody has translated stays as the source has it. */
export function sayProducts(makes: string, language: string): string {
  const said = makes.split(/[,;] /).map(one => PRODUCT.get(one)?.[language as keyof Fact] ?? one)
  return said.join(' · ')
}

/** Pieces between semicolons; a known sentence may hold one itself. */
function pieces(text: string): string[] {
  return PATTERNS.some(({ pattern }) => pattern.test(text)) ? [text] : text.split('; ')
}

function sayPiece(piece: string, language: string): string {
  for (const { fact, names, pattern } of PATTERNS) {
    const found = pattern.exec(piece)
    if (!found) continue
    const said = fact[language as keyof Fact] ?? fact.en
    const date = found[names.length + 1] ?? ''
    return names.reduce((so, name, i) => so.replace(`{{${name}}}`, () => found[i + 1]!), said) + date
  }
  return piece
}
