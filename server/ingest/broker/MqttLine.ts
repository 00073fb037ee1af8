import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import type { FiveWords } from './FiveWords.ts'
import { PacketScan } from './PacketScan.ts'
import type { Room } from './Room.ts'

const CONNECT = 1
const PUBLISH = 3
const SUBSCRIBE = 8
const UNSUBSCRIBE = 10

/**
 * The line to an MQTT client as the broker reads it: nothing but one short CONNECT before login, no packet longer than
 * its type may be after it, and no more held of either than the room has.
 */
export class MqttLine extends Duplex {
  readonly address: string
  /** The device that a certificate names; null without one. */
  readonly certified: string | null
  /** The credential that logged in; null before. */
  device: string | null = null
  /** The words of MQTT 5 for a client that speaks it. */
  five: FiveWords | null = null
  /** Since when a packet is incomplete or bytes wait for the reader, for `Room.look`. */
  partSince = Number.NaN
  unreadSince = Number.NaN
  private readonly socket: Socket
  private readonly room: Room
  private readonly scan = new PacketScan()
  /** Taken of the room: bytes before login, bytes of an incomplete packet. */
  private strange = 0
  private part = 0
  /** What came behind CONNECT before it was judged. */
  private behind: Buffer | null = null

  constructor(socket: Socket, room: Room, certified: string | null = null) {
    super({ writableHighWaterMark: 4 * MOST.unread.each, allowHalfOpen: false })
    this.socket = socket
    this.room = room
    this.certified = certified
    this.address = socket.remoteAddress ?? ''
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.on('data', chunk => this.hear(chunk as Buffer))
    socket.on('end', () => this.push(null))
    socket.on('error', error => this.destroy(error))
    socket.on('close', () => this.destroy())
    if (!room.enter(this)) this.cut('too many lines that have not logged in')
  }

  /** The credential is right: read on. False when it holds too many lines. */
  accept(device: string): boolean {
    if (!this.room.accept(this, device)) return false
    this.device = device
    this.room.strangerBytes.give(this.address, this.strange)
    this.strange = 0
    const { behind } = this
    this.behind = null
    if (behind && behind.length > 0) this.hear(behind)
    this.socket.resume()
    return true
  }

  /** Bytes of a packet that is not complete. */
  get incomplete(): number {
    return this.scan.held
  }

  /** End the line, counted under what it did. */
  cut(why: string): void {
    if (this.destroyed) return
    this.room.cut(this, why)
    this.destroy()
  }

  override _read(): void {
    if (this.behind === null) this.socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const said = this.five ? this.five.translate(chunk) : chunk
    if (said.length === 0) done()
    else this.socket.write(said, done)
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    if (this.five) {
      this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'utf8', done)
      return
    }
    this.socket.cork()
    for (const { chunk } of chunks.slice(0, -1)) this.socket.write(chunk)
    this.socket.write(chunks[chunks.length - 1]!.chunk, done)
    this.socket.uncork()
  }

  override _final(done: () => void): void {
    this.socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.room.strangerBytes.give(this.address, this.strange)
    if (this.device !== null) this.room.partBytes.give(this.device, this.part)
    this.strange = 0
    this.part = 0
    this.behind = null
    this.room.leave(this)
    this.socket.destroy()
    done(error)
  }

  private hear(chunk: Buffer): void {
    if (this.destroyed) return
    const fault = this.device === null ? this.hearStrange(chunk) : this.hearOwn(chunk, this.device)
    if (fault) this.cut(fault)
  }

  /** Null, or why a line that has not logged in is ended. */
  private hearStrange(chunk: Buffer): string | null {
    if (!this.room.strangerBytes.take(this.address, chunk.length)) return 'too many bytes before login'
    this.strange += chunk.length
    if (this.behind !== null) return 'went on before its CONNECT was answered'
    const end = this.scan.next(chunk, 0, () => MOST.connectBytes)
    if (end === null || this.scan.type !== CONNECT) return 'began with no CONNECT, or with a long one'
    if (end < 0) this.push(chunk)
    else {
      this.behind = chunk.subarray(end)
      this.socket.pause()
      this.push(chunk.subarray(0, end))
    }
    return null
  }

  /** Null, or why a line is ended. */
  private hearOwn(chunk: Buffer, device: string): string | null {
    for (let k = 0; k < chunk.length; ) {
      const end = this.scan.next(chunk, k, mostOf)
      if (end === null) return `sent a packet over ${mostOf(this.scan.type)} bytes`
      if (end < 0) break
      k = end
    }
    const more = this.scan.held - this.part
    if (more > 0 && !this.room.partBytes.take(device, more)) return 'holds too many incomplete packets'
    if (more < 0) this.room.partBytes.give(device, -more)
    this.part = this.scan.held
    if (!this.push(chunk)) this.socket.pause()
    return null
  }
}

function mostOf(type: number): number {
  if (type === PUBLISH) return MOST.publishBytes
  if (type === CONNECT) return MOST.connectBytes
  return type === SUBSCRIBE || type === UNSUBSCRIBE ? MOST.subscribeBytes : MOST.otherBytes
}
