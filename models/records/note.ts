import { z } from 'zod'
import { text } from '../text.ts'
import { READERS, recordType } from './recordType.ts'

const metres = z.number().min(-100_000).max(100_000)
const id = z.string().min(1).max(200)

/** A note pinned on an asset, a place or the ground, or an answer to another note. */
const value = z
  .strictObject({
    text: text(1, 2_000),
    asset: id.nullable(),
    place: id.nullable(),
    /** Where its pin stands in the site frame, metres; null where asset or place say it. */
    at: z.tuple([metres, metres, metres]).nullable(),
    /** The note this one answers; null for the first of a thread. */
    answers: z.uuid().nullable(),
    state: z.enum(['open', 'done']),
    readers: z.enum(READERS),
  })
  .refine(note => note.asset ?? note.place ?? note.at ?? note.answers, {
    message: 'a note is pinned on an asset, a place or a point, or answers another',
  })

export type Note = z.output<typeof value>

/** Notes of the people who work with the twin. */
export const note = recordType<Note>({
  value,
  version: 1,
  readers: ({ readers }) => readers,
  about: ({ asset }) => asset,
  make: 'note:write',
  editOthers: 'record:moderate',
  publish: 'record:publish',
  most: 5_000,
})
