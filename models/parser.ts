import { FRAME_MAGIC } from './frame.ts'

/** A packet as Socket.IO hands it over: type 2 is an event. */
export interface Packet {
  type: number
  nsp: string
  data?: unknown
  id?: number
  options?: object
}

/** Characters of one message that are read at most; what may be long goes in pages of a quarter of this (models/alarmOrder.ts). */
const MAX_TEXT = 256 * 1024
const CONNECT = 0
const EVENT = 2
const NAMESPACE = '/'
/** Names that Socket.IO and Node keep for themselves: whoever sent one would speak in their place. */
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'error',
  'newListener',
  'removeListener',
])
const TYPES = 7

/**
 * Socket.IO parser of the twin: the event `frame` travels as the bare frame in one binary message, everything else as
 * JSON text in one message. Binary attachments do not exist, and with them goes their class of attacks.
 */
export class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    const [event, body] = Array.isArray(packet.data) ? packet.data : []
    if (packet.type === EVENT && event === 'frame' && body instanceof Uint8Array) return [body]
    const { type, nsp, data, id } = packet
    return [JSON.stringify({ type, nsp, data, id })]
  }
}

type Listener = (...args: unknown[]) => void

/** Reads what Encoder wrote, on one line: one namespace, joined once. Throws on anything else, and Socket.IO closes the line. */
export class Decoder {
  private joined = false
  private listeners: Record<string, Listener[]> = {}

  add(message: string | ArrayBuffer | Uint8Array): void {
    const packet = typeof message === 'string' ? text(message) : binary(message)
    if (packet.type === CONNECT && this.joined) throw new Error('this line has joined already')
    this.joined ||= packet.type === CONNECT
    this.emit('decoded', packet)
  }

  on(event: string, listener: Listener): this {
    ;(this.listeners[event] ??= []).push(listener)
    return this
  }

  off(event?: string, listener?: Listener): this {
    if (event === undefined) this.listeners = {}
    else this.listeners[event] = listener ? (this.listeners[event] ?? []).filter(l => l !== listener) : []
    return this
  }

  /** Socket.IO's server calls it by this name when a viewer leaves. */
  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener)
  }

  removeAllListeners(): this {
    return this.off()
  }

  emit(event: string, ...args: unknown[]): void {
    for (const listener of this.listeners[event] ?? []) listener(...args)
  }

  /** The line has ended; the client's decoder then serves the next one. */
  destroy(): void {
    this.joined = false
    this.listeners = {}
  }
}

/** What the `parser` option of Socket.IO's server and client takes. */
export const parser = { Encoder, Decoder, protocol: 5 }

function text(message: string): Packet {
  if (message.length > MAX_TEXT)
    throw new Error(`message of ${message.length} characters is over ${MAX_TEXT}`)
  const packet = JSON.parse(message) as Packet
  const { type, nsp, id } = packet
  const known = Number.isInteger(type) && type >= 0 && type < TYPES && nsp === NAMESPACE
  const numbered = id === undefined || (Number.isInteger(id) && id >= 0)
  if (!known || !numbered || !fits(packet)) throw new Error('message is no packet')
  return packet
}

/** Connect packets carry an object or nothing, events an array that begins with a name, acknowledgements an array. */
function fits({ type, data }: Packet): boolean {
  if (type === CONNECT) return data === undefined || (typeof data === 'object' && !Array.isArray(data))
  if (type === 1) return data === undefined
  if (type === EVENT) return Array.isArray(data) && typeof data[0] === 'string' && !RESERVED.has(data[0])
  if (type === 3) return Array.isArray(data)
  return type === 4 && (typeof data === 'string' || typeof data === 'object')
}

function binary(message: ArrayBuffer | Uint8Array): Packet {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message)
  if (bytes[0] !== FRAME_MAGIC) throw new Error('binary message is no frame')
  return { type: EVENT, nsp: NAMESPACE, data: ['frame', bytes] }
}
