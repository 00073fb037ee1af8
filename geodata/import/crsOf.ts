import { CRS, fromCrs } from '../projection.ts'
import { inWorld } from './inWorld.ts'

/** A coordinate system in any usual spelling (5186, epsg:5186, EPSG5186, CRS84, WGS84) as CRS names it; null for one that is not known. */
export function crsNamed(text: string): string | null {
  if (/^\s*(urn:ogc:def:crs:ogc:.*)?(crs:?84|wgs[ -]?84)\s*$/i.test(text)) return 'EPSG:4326'
  const code = /^\s*(?:.*epsg\W*)?(\d{4,6})\s*$/i.exec(text)?.[1]
  return code && Object.hasOwn(CRS, `EPSG:${code}`) ? `EPSG:${code}` : null
}

/** Systems named in notes and column names: "X (EPSG:5186)", "# EPSG:5186". */
export function crsMentioned(texts: readonly string[]): string[] {
  const codes = texts.flatMap(text => [...text.matchAll(/epsg\W*(\d{4,6})/gi)].map(found => found[1]!))
  const suffixed = texts.flatMap(text => /^(?:tm_?)?[xy]_?(51\d\d)$/i.exec(text.trim())?.[1] ?? [])
  return [...new Set([...codes, ...suffixed])].map(code => `EPSG:${code}`)
}

/** Systems in which these metres (or degrees) lie in the world; a hint for a remedy, never an answer. */
export function systemsThatFit(first: number, second: number): string[] {
  return Object.keys(CRS).filter(crs =>
    inWorld(crs === 'EPSG:4326' ? [first, second] : fromCrs(crs, first, second)),
  )
}
