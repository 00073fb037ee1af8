import { z } from 'zod'
import { ROLES } from './role.ts'

/** What somebody looks at: an asset or a place by its id, a building by its number. */
export const lookedAt = z.string().regex(/^(asset|place|feature):[\w.:@-]{1,160}$/)

/** Somebody who has logged in and has the twin open. */
export const personHere = z.strictObject({
  /** Account id; nobody but the server tells them apart by it. */
  id: z.string().max(80),
  name: z.string().max(80),
  role: z.enum(ROLES),
  /** Pages open. */
  screens: z.number().int().min(1),
  /** What the page that moved last looks at; null for nothing. */
  at: lookedAt.nullable(),
})
export type PersonHere = z.output<typeof personHere>
