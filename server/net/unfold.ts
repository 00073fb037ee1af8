import { type Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DoorError } from './DoorError.ts'

/** How a coding is unfolded; `first` are the first bytes of the body. */
const READERS = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  // By RFC 9110 it has a zlib header; some senders leave that out.
  deflate: (first: Buffer) => (hasZlibHeader(first) ? createInflate() : createInflateRaw()),
} as const
const CODINGS = 'gzip, deflate, br'

/** A body as Fastify reads it: with the bytes that came over the line. */
type Body = Readable & { receivedEncodedLength?: number }

/**
 * The body of a request without its content coding (RFC 9110, 8.4), unfolded to at most `most` bytes. Throws DoorError
 * (415) for a coding that is not read here; a body that is not what its header says fails with 400, a larger one with 413.
 */
export function unfold(request: FastifyRequest, reply: FastifyReply, body: Readable, most: number): Body {
  const coding = String(request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase()
  if (coding === 'identity' || coding === '') return body
  if (!Object.hasOwn(READERS, coding)) {
    reply.header('accept-encoding', CODINGS)
    throw new DoorError(
      415,
      `content-encoding ${coding.slice(0, 40)} is not read here; send gzip, deflate, br or none`,
    )
  }
  const counted: Transform & Body = new Transform({
    transform(chunk: Buffer, _, done) {
      unfolded += chunk.length
      if (unfolded <= most) done(null, chunk)
      else done(new DoorError(413, `the body is over ${most} bytes when it is unfolded; split it`))
    },
  })
  let unfolded = 0
  counted.receivedEncodedLength = 0
  body.on('error', error => counted.destroy(error))
  let reader: ReturnType<(typeof READERS)[keyof typeof READERS]> | null = null
  const begin = (first: Buffer): void => {
    reader = READERS[coding as keyof typeof READERS](first)
    reader.on('error', () => counted.destroy(new DoorError(400, `the body is no ${coding}, or cut short`)))
    reader.pipe(counted)
  }
  body.on('data', (chunk: Buffer) => {
    counted.receivedEncodedLength! += chunk.length
    if (counted.destroyed) return
    if (!reader) begin(chunk)
    if (reader!.write(chunk)) return
    body.pause()
    reader!.once('drain', () => body.resume())
  })
  body.on('end', () => {
    if (!reader) begin(Buffer.alloc(0))
    reader!.end()
  })
  counted.on('close', () => {
    body.resume()
    reader?.destroy()
  })
  return counted
}

/** A zlib header (RFC 1950, 2.2): deflate, and a check that 31 divides. */
function hasZlibHeader(first: Buffer): boolean {
  return first.length < 2 || ((first[0]! & 0x0f) === 8 && first.readUInt16BE(0) % 31 === 0)
}
