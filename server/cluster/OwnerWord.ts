import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { ALARM_SOURCES } from '../../models/alarm.ts'
import type { AlarmNews } from '../../models/alarmOrder.ts'

/** What the owner says to the gateways: twice a second that it lives, and at once what changed in the alarms. */
export interface OwnerWord {
  /** The owner's term. */
  readonly run: number
  /** Number of the last news; a word without news repeats it, so that a lost one shows. */
  readonly n: number
  /** Where its HTTP doors are. */
  readonly url: string
  readonly news?: AlarmNews
}

/** Milliseconds between two words at most. */
export const WORD_EVERY = 500
/** Bytes of a word unpacked: some 60,000 alarms. */
const MOST_BYTES = 16 * 1024 * 1024

const count = z.number().int().min(0)
const schema = z.object({
  run: count,
  n: count,
  url: z.string().max(300),
  news: z
    .object({
      epoch: count,
      number: count,
      snapshot: z.boolean(),
      alarms: z.array(z.looseObject({ point: count, source: z.enum(ALARM_SOURCES), number: count })),
    })
    .optional(),
})

/** A word as bytes. */
export function writeWord(word: OwnerWord): Uint8Array {
  return deflateRawSync(JSON.stringify(word), { level: 1 })
}

/** Read a word. Throws on bytes that are none. */
export function readWord(bytes: Uint8Array): OwnerWord {
  const text = inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString()
  return schema.parse(JSON.parse(text)) as unknown as OwnerWord
}
