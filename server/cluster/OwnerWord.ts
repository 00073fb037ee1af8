import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { ALARM_SOURCES } from '../../models/alarm.ts'
import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { Cursor } from '../alarms/AlarmBoard.ts'

/** What the owner says to the gateways: twice a second that it lives, and at once what changed in the alarms. */
export interface OwnerWord {
  /** The owner's term. */
  readonly run: number
  /** Counts the words of the term: one that comes again is no sign of life. */
  readonly beat: number
  /** Number of the last news; a word without news repeats it, so that a lost one shows. */
  readonly n: number
  /** Where its HTTP doors are. */
  readonly url: string
  readonly news?: AlarmNews
  /** Where the next page of all alarms begins, in the answer to a gateway that asked. */
  readonly next?: Cursor
}

/** Milliseconds between two words at most. */
export const WORD_EVERY = 500
/** Bytes of a word unpacked: a page of alarms takes a tenth. */
const MOST_BYTES = 1024 * 1024

const count = z.number().int().min(0)
const cursor = z.object({ after: count, began: count })
const schema = z.object({
  run: count,
  beat: count,
  n: count,
  url: z.string().max(300),
  news: z
    .object({
      epoch: count,
      number: count,
      snapshot: z.boolean(),
      more: z.boolean().optional(),
      alarms: z.array(z.looseObject({ point: count, source: z.enum(ALARM_SOURCES), number: count })),
    })
    .optional(),
  next: cursor.optional(),
})

/** A word as bytes. */
export function writeWord(word: OwnerWord): Uint8Array {
  return deflateRawSync(JSON.stringify(word), { level: 1 })
}

/** The question for the page of all alarms that begins there, as bytes. */
export function writeCursor(next: Cursor): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(next))
}

/** Where the page that a gateway asks for begins; null for the first, and for bytes that say nothing. */
export function readCursor(bytes: Uint8Array): Cursor | null {
  try {
    return cursor.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}

/** Read a word. Throws on bytes that are none. */
export function readWord(bytes: Uint8Array): OwnerWord {
  const text = inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString()
  return schema.parse(JSON.parse(text)) as unknown as OwnerWord
}
