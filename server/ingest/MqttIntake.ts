import { QUALITY } from '../../models/quality.ts'
import type { Gate } from './accept.ts'
import type { Covers } from './Covers.ts'
import { Intake } from './Intake.ts'
import type { Mapping } from './mapping/Mapping.ts'
import type { TopicRule } from './mapping/MappingTable.ts'
import { pathText, valueAt } from './mapping/path.ts'
import { MAX_PAYLOAD, MQTT_ROOT, readMessage } from './mqttMessage.ts'
import { readOffer } from './readOffer.ts'
import { readValue } from './readValue.ts'
import { no, type Rejection } from './rejection.ts'
import type { QueueState } from './source.ts'
import { timeOf } from './timeOf.ts'

const NAME = 'mqtt'
/** Topics whose point is remembered. */
const TOPICS = 200_000
/** Messages in a row without a field before that is told. */
const MISSES = 10
/** A refusal that the gate has counted already. */
const ALREADY = no('duplicate', 'counted')

/** Reads plain messages of any broker: topics of our own, and those the mapping names. */
export class MqttIntake {
  private readonly gate: Gate
  private readonly mapping: Mapping
  private readonly intake: Intake
  /** Point of a topic that was good once: no splitting and no look-up the next time. */
  private readonly known = new Map<string, number>()
  /** Messages in a row in which a rule found nothing. */
  private readonly missed = new Map<TopicRule, number>()

  constructor(gate: Gate, mapping: Mapping) {
    this.gate = gate
    this.mapping = mapping
    this.intake = new Intake(gate, NAME)
    mapping.changed(() => this.missed.clear())
  }

  get queue(): QueueState {
    return this.intake.state
  }

  /** Take a message of a device; `kept` is one of unknown age that a broker had retained. What is no sample is refused and counted. Null when all of it was taken. */
  take(topic: string, payload: Buffer, covers?: Covers, device?: string, kept = false): Rejection | null {
    const rejection = this.read(topic, payload, kept, covers, device)
    if (!rejection || rejection === ALREADY) return rejection
    return this.gate.refuse(rejection, NAME, device, payload)
  }

  stop(): void {
    this.intake.stop()
  }

  private read(
    topic: string,
    payload: Buffer,
    kept: boolean,
    covers?: Covers,
    device?: string,
  ): Rejection | null {
    const { points } = this.gate
    if (payload.length > MAX_PAYLOAD)
      return no('malformed', `${topic.slice(0, 80)}: payload over ${MAX_PAYLOAD} bytes`)
    const rules = this.mapping.table.topics.get(topic)
    if (rules) return this.readMapped(topic, payload, rules, kept, covers, device)
    const point = this.known.get(topic)
    if (point !== undefined && payload.length <= 24) {
      const value = plainNumber(payload)
      if (!Number.isNaN(value)) return this.push(point, value, Number.NaN, QUALITY.good, covers, kept, device)
    }
    const offer = readMessage(topic, payload)
    if (!offer)
      return no(
        'malformed',
        `${topic.slice(0, 80)}: want ${MQTT_ROOT}/<asset>/<point>[/<part>] with a number or {"value": …}, or a topic of the mapping file`,
      )
    const read = readOffer(offer, points, covers)
    if ('reason' in read) return read
    if (this.known.size < TOPICS) this.known.set(topic, read.point)
    return this.push(read.point, read.value, read.at, read.quality, covers, kept, device)
  }

  private readMapped(
    topic: string,
    payload: Buffer,
    rules: readonly TopicRule[],
    kept: boolean,
    covers?: Covers,
    device?: string,
  ): Rejection | null {
    // A topic of the mapping that this credential has no part in is to it one like any other.
    if (covers && !rules.some(({ point }) => covers(point)))
      return no('malformed', `nobody reads ${topic.slice(0, 80)} of this credential; it costs nothing else`)
    const text = payload.toString('utf8')
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      // A bare text such as ON is a value where the whole payload is meant.
      if (text.length > 100 || rules.some(({ path }) => path.length > 0))
        return no('malformed', `${topic.slice(0, 80)}: the payload is no JSON`)
      body = text
    }
    let rejection: Rejection | null = null
    let found = 0
    for (const rule of rules) {
      const raw = valueAt(body, rule.path)
      // A message may carry some of its fields only; one that never comes is told.
      if (raw === undefined && rule.path.length > 0) {
        this.miss(topic, rule, body)
        continue
      }
      found++
      this.missed.delete(rule)
      const refused = this.takeMapped(topic, rule, raw, body, kept, covers, device)
      // All but the last refusal are counted here, the last by the caller: one for each value.
      if (refused && rejection) this.gate.refuse(rejection, NAME)
      rejection = refused ?? rejection
    }
    if (found > 0) return rejection
    return no(
      'malformed',
      `${topic.slice(0, 80)} holds none of ${rules
        .map(({ path }) => pathText(path))
        .join(', ')
        .slice(0, 200)}; it holds ${keysOf(body)}`,
    )
  }

  private takeMapped(
    topic: string,
    rule: TopicRule,
    raw: unknown,
    body: unknown,
    kept: boolean,
    covers: Covers | undefined,
    device: string | undefined,
  ): Rejection | null {
    const where = `${topic.slice(0, 80)} at ${pathText(rule.path)}`
    const value = readValue(raw, rule, this.gate.points.spec[rule.point]!, where)
    if (typeof value === 'object') return value
    const at = timeOf(rule, body, undefined, `the time of ${topic.slice(0, 80)}`)
    if (typeof at === 'object') return at
    return this.push(rule.point, value, at, QUALITY.good, covers, kept, device)
  }

  /** A path that finds nothing ten times in a row is told, and again at every tenfold. */
  private miss(topic: string, rule: TopicRule, body: unknown): void {
    const n = (this.missed.get(rule) ?? 0) + 1
    this.missed.set(rule, n)
    if (n < MISSES || !Number.isInteger(Math.log10(n / MISSES))) return
    this.gate.refuse(
      no(
        'malformed',
        `${topic.slice(0, 80)} has had nothing at ${pathText(rule.path)} for ${n} messages; it holds ${keysOf(body)}; correct the path in the mapping`,
      ),
      NAME,
    )
  }

  private push(
    point: number,
    value: number,
    at: number,
    quality: number,
    covers: Covers | undefined,
    kept: boolean,
    device: string | undefined,
  ): Rejection | null {
    if (covers && !covers(point)) return this.gate.forbidden(point)
    // One that names its own time is as old as it says, kept or not.
    if (kept && Number.isNaN(at)) return this.gate.recall(point, value, NAME) && ALREADY
    this.gate.fedBy(point, NAME, device)
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

/** Keys of a message, for whoever writes its mapping. */
function keysOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return `only ${String(body).slice(0, 40)}`
  const keys = Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? Object.keys(value).map(inner => `${key} → ${inner}`)
      : [key],
  )
  return keys.length === 0 ? 'nothing' : keys.slice(0, 20).join(', ').slice(0, 300)
}
