import { z } from 'zod'
import { isKindName } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import { Problems } from './Problems.ts'
import { readText } from './readText.ts'

const point = z.tuple([z.number(), z.number(), z.number()])
const names = z.object({
  ko: z.string(),
  en: z.string(),
  ja: z.string().optional(),
  zh: z.string().optional(),
})
const asset = z.looseObject({
  id: z.string().regex(/^[a-z0-9-]{1,80}$/, 'must be a–z, 0–9 and -, at most 80'),
  kind: z.string().refine(isKindName, 'is no known kind'),
  name: names,
  place: point,
  heading: z.number(),
  provenance: z.enum(['surveyed', 'approximate', 'synthetic']),
  source: z.string().min(1),
  feature: z.number().int().min(-1),
  parent: z.string().optional(),
  block: z.number().int().min(-1),
  subdistrict: z.number().int().min(-1),
  rating: z.number().positive().optional(),
  parts: z.number().int().min(0).max(20_000).optional(),
})
const site = z.looseObject({
  version: z.string().min(1),
  origin: z.tuple([z.number(), z.number()]),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  features: z.number().int().min(0),
  subdistricts: z.array(z.looseObject({ name: names })),
  blocks: z.array(z.looseObject({})),
  places: z.array(z.looseObject({ id: z.string(), name: names, place: point })),
  bookmarks: z.array(z.looseObject({ id: z.string() })),
  assets: z.array(asset).max(100_000),
})

/** A working copy of a site, checked; one of before there were plots has none. Throws BadFile with the places that do not fit, duplicate ids among them. */
export function readSite(file: string): Site {
  const problems = new Problems(file)
  let raw: unknown
  try {
    raw = JSON.parse(readText(file))
  } catch (error) {
    if (error instanceof SyntaxError)
      problems.add(
        'the file',
        `it is not JSON (${error.message})`,
        'make it again with npm run geodata:import',
      )
    else throw error
  }
  problems.check()
  const result = site.safeParse(raw)
  for (const issue of result.error?.issues ?? [])
    problems.add(
      issue.path.join('.') || 'the file',
      issue.message,
      'make it again with npm run geodata:import',
    )
  const seen = new Set<string>()
  for (const { id } of result.data?.assets ?? []) {
    if (seen.has(id)) problems.add(`asset ${id}`, 'the id stands twice', 'give each asset an id of its own')
    seen.add(id)
  }
  const parents = new Map((result.data?.assets ?? []).map(({ id, parent }) => [id, parent]))
  for (const [id, parent] of parents)
    if (parent !== undefined && !leadsOut(id, parents))
      problems.add(`asset ${id}`, `its parent ${parent} is not there or part of it`, 'name another, or none')
  problems.check()
  return { ...(raw as Site), plots: (raw as Partial<Site>).plots ?? [] }
}

/** True when the parents of an asset, each that of the one before, end with one that has none. */
function leadsOut(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const met = new Set<string>()
  for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) {
    if (met.has(at) || !parents.has(at)) return false
    met.add(at)
  }
  return true
}
