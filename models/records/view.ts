import { z } from 'zod'
import { text } from '../text.ts'
import { READERS, recordType } from './recordType.ts'

const metres = z.number().min(-100_000).max(100_000)
const sitePoint = z.tuple([metres, metres, metres])
const word = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/)

/** A view somebody keeps: where the camera stands and, where told, what it shows. */
const value = z.strictObject({
  name: text(1, 80),
  /** Eye and target in the site frame, metres. */
  eye: sitePoint,
  target: sitePoint,
  layers: z.array(word).max(40).nullable(),
  /** Time of day shown, UTC instant; null for the present. */
  time: z.number().int().nullable(),
  /** Place in the owner's list, ascending. */
  order: z.number().finite(),
  readers: z.enum(READERS),
})

export type SavedView = z.output<typeof value>

/** Saved views: one's own, or shared. */
export const view = recordType<SavedView>({
  value,
  version: 1,
  readers: ({ readers }) => readers,
  make: 'view:keep',
  editOthers: 'record:moderate',
  publish: 'record:publish',
  most: 200,
})
