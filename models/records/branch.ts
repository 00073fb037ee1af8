import { z } from 'zod'
import { text } from '../text.ts'
import { READERS, recordType } from './recordType.ts'

/** A named set of changes over what stands: a plan, a draft of a tour. Its id is the branch of the changes in it. */
const value = z.strictObject({
  name: text(1, 120),
  state: z.enum(['draft', 'review', 'decided']),
  readers: z.enum(READERS),
})

export type Branch = z.output<typeof value>

/** Branches of the records. */
export const branch = recordType<Branch>({
  value,
  version: 1,
  readers: ({ readers }) => readers,
  make: 'plan:edit',
  editOthers: 'record:moderate',
  publish: 'record:publish',
  most: 500,
})
