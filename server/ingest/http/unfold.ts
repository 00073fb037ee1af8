import { type Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { DoorError } from '../../net/DoorError.ts'

const READERS = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
} as const

/** A body as Fastify reads it: with the bytes that came over the line. */
type Body = Readable & { receivedEncodedLength?: number }

/**
 * The body of a request without its content coding (RFC 9110, 8.4), unfolded to at most `most` bytes. Throws DoorError
 * (415) for a coding that is not read here; a body that is not what its header says fails with 400, a larger one with 413.
 */
export function unfold(request: FastifyRequest, body: Readable, most: number): Body {
  const coding = String(request.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase()
  if (coding === 'identity' || coding === '') return body
  if (!Object.hasOwn(READERS, coding))
    throw new DoorError(
      415,
      `content-encoding ${coding.slice(0, 40)} is not read here; send gzip, deflate, br or none`,
    )
  const reader = READERS[coding as keyof typeof READERS]()
  const counted: Transform & Body = new Transform({
    transform(chunk: Buffer, _, done) {
      unfolded += chunk.length
      if (unfolded <= most) done(null, chunk)
      else done(new DoorError(413, `the body is over ${most} bytes when it is unfolded; split it`))
    },
  })
  let unfolded = 0
  counted.receivedEncodedLength = 0
  body.on('data', (chunk: Buffer) => {
    counted.receivedEncodedLength! += chunk.length
  })
  reader.on('error', () => counted.destroy(new DoorError(400, `the body is no ${coding}, or cut short`)))
  body.on('error', error => counted.destroy(error))
  counted.on('close', () => {
    body.unpipe(reader)
    body.resume()
    reader.destroy()
  })
  body.pipe(reader).pipe(counted)
  return counted
}
