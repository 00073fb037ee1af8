import { QUALITY } from '../../models/quality.ts'
import type { Gate } from './accept.ts'
import type { Covers } from './Covers.ts'
import { Intake } from './Intake.ts'
import type { Mapping } from './mapping/Mapping.ts'
import type { TopicRule } from './mapping/MappingTable.ts'
import { MAX_PAYLOAD, MQTT_ROOT, readMessage } from './mqttMessage.ts'
import { readOffer } from './readOffer.ts'
import { no, type Rejection } from './rejection.ts'
import type { QueueState } from './source.ts'

const NAME = 'mqtt'
/** Topics whose point is remembered. */
const TOPICS = 200_000

/** Reads plain messages of any broker: topics of our own, and those the mapping names. */
export class MqttIntake {
  private readonly gate: Gate
  private readonly mapping: Mapping
  private readonly intake: Intake
  /** Point of a topic that was good once: no splitting and no look-up the next time. */
  private readonly known = new Map<string, number>()

  constructor(gate: Gate, mapping: Mapping) {
    this.gate = gate
    this.mapping = mapping
    this.intake = new Intake(gate, NAME)
  }

  get queue(): QueueState {
    return this.intake.state
  }

  /** Take a message of a device; what is no sample is refused and counted. Null when all of it was taken. */
  take(topic: string, payload: Buffer, covers?: Covers, device?: string): Rejection | null {
    const rejection = this.read(topic, payload, covers)
    return rejection && this.gate.refuse(rejection, NAME, device, payload)
  }

  stop(): void {
    this.intake.stop()
  }

  private read(topic: string, payload: Buffer, covers?: Covers): Rejection | null {
    const { points } = this.gate
    if (payload.length > MAX_PAYLOAD)
      return no('malformed', `${topic.slice(0, 80)}: payload over ${MAX_PAYLOAD} bytes`)
    const rules = this.mapping.table.topics.get(topic)
    if (rules) return this.readMapped(topic, payload, rules, covers)
    const point = this.known.get(topic)
    if (point !== undefined && payload.length <= 24) {
      const value = plainNumber(payload)
      if (!Number.isNaN(value)) return this.push(point, value, Number.NaN, QUALITY.good, covers)
    }
    const offer = readMessage(topic, payload)
    if (!offer)
      return no(
        'malformed',
        `${topic.slice(0, 80)}: want ${MQTT_ROOT}/<asset>/<point>[/<part>] with a number or {"value": …}, or a topic of the mapping file`,
      )
    const read = readOffer(offer, points)
    if ('reason' in read) return read
    if (this.known.size < TOPICS) this.known.set(topic, read.point)
    return this.push(read.point, read.value, read.at, read.quality, covers)
  }

  private readMapped(
    topic: string,
    payload: Buffer,
    rules: readonly TopicRule[],
    covers?: Covers,
  ): Rejection | null {
    let body: unknown
    try {
      body = JSON.parse(payload.toString('utf8'))
    } catch {
      return no('malformed', `${topic.slice(0, 80)}: the payload is no JSON`)
    }
    let rejection: Rejection | null = null
    for (const { point, scale, offset, path } of rules) {
      const value = at(body, path)
      // A message may carry some of its fields only; a field that is no number is a fault.
      if (value === undefined && path.length > 0) continue
      const number = typeof value === 'boolean' ? Number(value) : value
      if (typeof number !== 'number' || !Number.isFinite(number))
        rejection = no('notANumber', `${topic.slice(0, 80)} at $.${path.join('.')}: must be a finite number`)
      else
        rejection = this.push(point, number * scale + offset, Number.NaN, QUALITY.good, covers) ?? rejection
    }
    return rejection
  }

  private push(
    point: number,
    value: number,
    at: number,
    quality: number,
    covers: Covers | undefined,
  ): Rejection | null {
    if (covers && !covers(point)) return this.gate.forbidden(point)
    this.intake.push(point, value, at, quality)
    return null
  }
}

/** The number that is all of the payload, or NaN. */
function plainNumber(payload: Buffer): number {
  const first = payload[0]
  // - or a digit: anything else is JSON of another kind, which Number() would read too kindly.
  if (first !== 45 && !(first !== undefined && first >= 48 && first <= 57)) return Number.NaN
  if (payload.length > 1 && payload[1]! > 57 && payload[1] !== 69 && payload[1] !== 101) return Number.NaN
  return Number(payload.toString('latin1'))
}

function at(body: unknown, path: readonly (string | number)[]): unknown {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}
