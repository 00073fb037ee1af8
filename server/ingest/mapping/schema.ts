import { z } from 'zod'

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
          .regex(/^\$(\.[\w-]+|\[\d{1,4}\])*$/, 'must look like $.data.values[0]')
          .max(200)
          .default('$'),
      })
      .optional(),
    sparkplug: z
      .strictObject({ group: level, node: level, device: level.optional(), metric: text })
      .optional(),
    ngsi: z.strictObject({ entity: text, attribute: text }).optional(),
    datastream: z.union([text, z.number().int()]).optional(),
    opcua: text
      .regex(/^(ns=\d+;)?[isgb]=.+$/, 'must be a node id such as ns=2;s=Line1.Power or ns=1;i=1001')
      .optional(),
  })
  .refine(value => Object.values(value).filter(v => v !== undefined).length === 1, {
    error: 'must hold exactly one of mqtt, sparkplug, ngsi, datastream, opcua',
  })

const entry = z.strictObject({
  from,
  to: z.strictObject({ asset: text, point: text, part: z.number().int().min(0).optional() }),
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
