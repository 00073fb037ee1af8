import { gunzipSync, inflateSync } from 'node:zlib'
import protobuf from 'protobufjs/minimal.js'

/**
 * Sparkplug B payloads, read and written field by field with protobufjs' reader: nothing is compiled at run time.
 * Field numbers: Eclipse Sparkplug 3.0.0, 6.4 (sparkplug_b.proto of Eclipse Tahu).
 */
export interface Payload {
  /** Milliseconds since 1970; NaN when left out. */
  readonly timestamp: number
  readonly seq: number | null
  readonly metrics: readonly Metric[]
}

/** One metric of a payload. */
export interface Metric {
  readonly name: string | null
  /** A number, or a text where it does not fit one exactly. */
  readonly alias: number | string | null
  readonly timestamp: number
  readonly datatype: number | null
  readonly isNull: boolean
  /** OPC-style code of the property "Quality": 0 bad, 192 good, 500 stale; null when left out. */
  readonly quality: number | null
  /** The value of a metric that is a text; undefined for any other. */
  readonly text?: string | undefined
  /** 32-bit integers as they travel, without sign, and 64-bit ones with it: `signed` makes both what their type says. Null for what is no number (texts, data sets, templates). */
  readonly value: number | null
}

type Reader = protobuf.Reader

/** Metrics of one payload read at most. */
const MOST_METRICS = 100_000

/** Decode a payload; a compressed one is unfolded to `most` bytes. Throws RangeError or Error when it is none. */
export function decodePayload(bytes: Uint8Array, most = 4 * 1024 * 1024): Payload {
  const { payload, uuid, body } = decode(bytes)
  if (uuid !== COMPRESSED) return payload
  const algorithm = payload.metrics.find(({ name }) => name === 'algorithm')?.text ?? 'DEFLATE'
  const inner = decode(unfold(body, algorithm, most))
  if (inner.uuid === COMPRESSED) throw new Error('it is compressed twice')
  return inner.payload
}

/** The `uuid` of a payload whose body is a compressed payload (Eclipse Tahu, org.eclipse.tahu.util.PayloadUtil). */
const COMPRESSED = 'SPBV1.0_COMPRESSED'

function unfold(body: Uint8Array, algorithm: string, most: number): Uint8Array {
  const known = algorithm.toUpperCase()
  if (known !== 'DEFLATE' && known !== 'GZIP')
    throw new Error(`it is compressed by ${algorithm.slice(0, 20)}; DEFLATE and GZIP are read`)
  try {
    return (known === 'GZIP' ? gunzipSync : inflateSync)(body, { maxOutputLength: most })
  } catch (error) {
    throw new Error(`it is compressed, and cannot be unfolded to ${most} bytes: ${(error as Error).message}`)
  }
}

function decode(bytes: Uint8Array): { payload: Payload; uuid: string | null; body: Uint8Array } {
  const reader = protobuf.Reader.create(bytes)
  let timestamp = Number.NaN
  let seq: number | null = null
  let uuid: string | null = null
  let body: Uint8Array = new Uint8Array()
  const metrics: Metric[] = []
  fields(reader, reader.len, (field, wire) => {
    if (field === 1 && wire === 0) timestamp = whole(reader)
    else if (field === 2 && wire === 2) {
      if (metrics.length === MOST_METRICS) throw new Error(`over ${MOST_METRICS} metrics`)
      metrics.push(metric(reader, end(reader)))
    } else if (field === 3 && wire === 0) seq = whole(reader)
    else if (field === 4 && wire === 2) uuid = reader.string()
    else if (field === 5 && wire === 2) body = reader.bytes()
    else return false
    return true
  })
  return { payload: { timestamp, seq, metrics }, uuid, body }
}

/** The order to a node to publish its births again. */
export function encodeRebirth(at: number): Buffer {
  const inner = protobuf.Writer.create()
  inner.uint32(tag(1, 2)).string('Node Control/Rebirth')
  inner.uint32(tag(3, 0)).uint64(at)
  inner.uint32(tag(4, 0)).uint32(DATATYPE.boolean)
  inner.uint32(tag(14, 0)).bool(true)
  const outer = protobuf.Writer.create()
  outer.uint32(tag(1, 0)).uint64(at)
  outer.uint32(tag(2, 2)).bytes(inner.finish())
  return Buffer.from(outer.finish())
}

/** Numbers of data types that need a sign, and of Boolean (Sparkplug 3.0.0, 6.4.16). */
export const DATATYPE = { int8: 1, int16: 2, int32: 3, uint64: 8, boolean: 11 } as const

/** A value with the sign of its data type. */
export function signed(value: number, datatype: number | null): number {
  if (datatype === DATATYPE.int8) return (value << 24) >> 24
  if (datatype === DATATYPE.int16) return (value << 16) >> 16
  if (datatype === DATATYPE.int32) return value | 0
  return datatype === DATATYPE.uint64 && value < 0 ? value + 2 ** 64 : value
}

function metric(reader: Reader, until: number): Metric {
  let name: string | null = null
  let alias: number | string | null = null
  let timestamp = Number.NaN
  let datatype: number | null = null
  let isNull = false
  let quality: number | null = null
  let value: number | null = null
  let text: string | undefined
  fields(reader, until, (field, wire) => {
    if (field === 1 && wire === 2) name = reader.string()
    else if (field === 2 && wire === 0) alias = exact(reader)
    else if (field === 3 && wire === 0) timestamp = whole(reader)
    else if (field === 4 && wire === 0) datatype = reader.uint32()
    else if (field === 7 && wire === 0) isNull = reader.bool()
    else if (field === 9 && wire === 2) quality = properties(reader, end(reader)) ?? quality
    else if (field === 10 && wire === 0) value = reader.uint32()
    else if (field === 11 && wire === 0) value = long(reader)
    else if (field === 12 && wire === 5) value = reader.float()
    else if (field === 13 && wire === 1) value = reader.double()
    else if (field === 14 && wire === 0) value = Number(reader.bool())
    else if (field === 15 && wire === 2) text = reader.string()
    else return false
    return true
  })
  return { name, alias, timestamp, datatype, isNull, quality, value, text }
}

/** The property "Quality" of a property set: keys and values are two lists of the same length. */
function properties(reader: Reader, until: number): number | null {
  const keys: string[] = []
  const values: (number | null)[] = []
  fields(reader, until, (field, wire) => {
    if (field === 1 && wire === 2) keys.push(reader.string())
    else if (field === 2 && wire === 2) {
      let value: number | null = null
      fields(reader, end(reader), (inner, innerWire) => {
        if (inner === 3 && innerWire === 0) value = reader.uint32()
        else if (inner === 4 && innerWire === 0) value = whole(reader)
        else return false
        return true
      })
      values.push(value)
    } else return false
    return true
  })
  return values[keys.indexOf('Quality')] ?? null
}

/** Read fields up to `until`; what `take` does not take is skipped. */
function fields(reader: Reader, until: number, take: (field: number, wire: number) => boolean): void {
  while (reader.pos < until) {
    const head = reader.uint32()
    if (head >>> 3 === 0) throw new Error('a field has the number 0')
    if (!take(head >>> 3, head & 7)) reader.skipType(head & 7, 0, head >>> 3)
  }
  if (reader.pos > until) throw new RangeError('a field is longer than what holds it')
}

function end(reader: Reader): number {
  const length = reader.uint32()
  if (reader.pos + length > reader.len) throw new RangeError('the payload is cut short')
  return reader.pos + length
}

function whole(reader: Reader): number {
  const { low, high } = reader.uint64() as unknown as { low: number; high: number }
  return (high >>> 0) * 2 ** 32 + (low >>> 0)
}

/** 64 bits with sign: taken without it, a small negative number would lose its last digits. */
function long(reader: Reader): number {
  const { low, high } = reader.uint64() as unknown as { low: number; high: number }
  return (high | 0) * 2 ** 32 + (low >>> 0)
}

function exact(reader: Reader): number | string {
  const long = reader.uint64() as unknown as { low: number; high: number }
  const number = (long.high >>> 0) * 2 ** 32 + (long.low >>> 0)
  return Number.isSafeInteger(number) ? number : `${long.high >>> 0}:${long.low >>> 0}`
}

function tag(field: number, wire: number): number {
  return (field << 3) | wire
}
