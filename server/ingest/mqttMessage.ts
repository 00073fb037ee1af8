import type { Offer } from './Offer.ts'

/** Topics of samples: changwon/<asset>/<point>[/<part>]. */
export const MQTT_ROOT = 'changwon'
/** Bytes of a payload that are read at most. */
export const MAX_PAYLOAD = 64 * 1024

/** The sample in a message, or null when topic or payload is none. The payload is a number or a JSON object with `value`. */
export function readMessage(topic: string, payload: Uint8Array): Offer | null {
  const [root, asset, point, part, ...more] = topic.split('/')
  if (root !== MQTT_ROOT || !asset || !point || more.length > 0 || payload.length > MAX_PAYLOAD) return null
  const where = { asset, point, ...(part === undefined ? {} : { part: Number(part) }) }
  try {
    const body: unknown = JSON.parse(Buffer.from(payload).toString('utf8'))
    if (typeof body === 'number') return { ...where, value: body }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
    const { value, unit, at, quality } = body as Offer
    return { ...where, value, unit, at, quality }
  } catch {
    return null
  }
}
