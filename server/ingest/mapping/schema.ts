import { z } from 'zod'
import { isTimeFormat } from '../readTime.ts'
import { isZone } from '../zone.ts'
import { isPath } from './path.ts'

const text = z.string().min(1).max(200)
/** Sparkplug ids: one topic level each. */
const level = text.regex(/^[^/+#]+$/, 'must not contain / + or #')
const finite = z.number({ error: 'must be a number' })

/** The foreign name of a value; exactly one of them. */
const from = z
  .strictObject({
    mqtt: z
      .strictObject({
        topic: text.regex(
          /^[^+#]+$/,
          'must be one exact topic, without + or #; write one entry for each topic',
        ),
        /** Where the number is in a JSON payload, as $.a.b[0]; the whole payload when left out. */
        path: z
          .string()
          .max(200)
          .refine(isPath, "must look like $.data.values[0] or $['PM2.5']")
          .default('$'),
      })
      .optional(),
    sparkplug: z
      .strictObject({ group: level, node: level, device: level.optional(), metric: text })
      .optional(),
    /** The entity's id; its beginning followed by * for ids that hold an hour. */
    ngsi: z.strictObject({ entity: text, attribute: text }).optional(),
    datastream: z.union([text, z.number().int()]).optional(),
    opcua: text
      .regex(/^(ns=\d+;)?[isgb]=.+$/, 'must be a node id such as ns=2;s=Line1.Power or ns=1;i=1001')
      .optional(),
  })
  .refine(value => Object.values(value).filter(v => v !== undefined).length === 1, {
    error: 'must hold exactly one of mqtt, sparkplug, ngsi, datastream, opcua',
  })

/** When a value was measured: a field of the message with format and zone, or `arrival` for a source whose clock is wrong. */
const time = z.union(
  [
    z.literal('arrival'),
    z.strictObject({
      path: z.string().max(200).refine(isPath, 'must look like $.time').optional(),
      format: z
        .string()
        .max(40)
        .refine(isTimeFormat, 'must be iso, s, ms, us, ns or a pattern such as yyyyMMddHHmmss')
        .optional(),
      zone: z.string().max(40).refine(isZone, 'must be Z, +09:00 or a name such as Asia/Seoul').optional(),
    }),
  ],
  {
    error:
      'must be "arrival" or {"path", "format", "zone"} with path as $.time, format iso, s, ms or a pattern, zone Asia/Seoul or +09:00',
  },
)

const entry = z.strictObject({
  from,
  to: z.strictObject({ asset: text, point: text, part: z.number().int().min(0).optional() }),
  /** Which text is which state: {"free": 0, "운전": 1}. */
  states: z
    .record(z.string().max(100), finite)
    .refine(states => Object.keys(states).length <= 100, 'must hold at most 100 texts')
    .optional(),
  time: time.optional(),
  /** value × scale + offset, before the unit is converted. */
  scale: finite.refine(value => value !== 0, 'must not be 0').default(1),
  offset: finite.default(0),
  /** Unit of the foreign value; that of the point when left out. */
  unit: z.string().max(20).optional(),
})

/** A mapping file as it is written. */
export const mappingSchema = z.strictObject({
  version: z.literal(1, { error: 'must be 1' }),
  points: z.array(entry, { error: 'must be a list of { "from", "to" }' }).max(200_000),
})

/** One line of a mapping file, checked. */
export type MappingEntry = z.output<typeof entry>
