import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable, Transform } from 'node:stream'
import { z } from 'zod'

/** What seals a backup: a key of this installation, or a passphrase that people remember. */
export type SealKey = { readonly key: Buffer } | { readonly passphrase: string }

/** First line of a file, in the clear: how the rest is to be read. */
const header = z.strictObject({
  format: z.literal('changwon-twin-backup'),
  version: z.literal(2),
  by: z.enum(['key', 'passphrase']),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  encrypted: z.boolean(),
})
type Header = z.output<typeof header>

/** Bytes of the seal at the end: HMAC-SHA256 over all bytes before it. */
const SEAL = 32
const LONGEST_HEADER = 400
/** scrypt: 32 MiB and about a tenth of a second for each guess of a passphrase (RFC 7914, section 2). */
const SCRYPT = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const

/** A stream that seals what passes through it, and encrypts it where asked: AES-256-CTR, then HMAC over the cipher text. */
export function sealing(given: SealKey, encrypted: boolean): Transform[] {
  const head: Header = {
    format: 'changwon-twin-backup',
    version: 2,
    by: 'key' in given ? 'key' : 'passphrase',
    salt: randomBytes(32).toString('hex'),
    encrypted,
  }
  const keys = keysOf(given, head)
  const mac = createHmac('sha256', keys.mac)
  const first = Buffer.from(`${JSON.stringify(head)}\n`)
  mac.update(first)
  let begun = false
  const seal = new Transform({
    transform(chunk: Buffer, _, done) {
      if (!begun) this.push(first)
      begun = true
      mac.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      this.push(mac.digest())
      done()
    },
  })
  return encrypted ? [createCipheriv('aes-256-ctr', keys.cipher, keys.iv), seal] : [seal]
}

/**
 * What a sealed file holds, as a stream; the whole file is checked before the first byte of it is given.
 * Rejects when one bit of it is another than when it was sealed, the file is cut, or the key is another.
 */
export async function openSealed(file: string, given: SealKey): Promise<Readable> {
  const { head, from, size } = await readHead(file)
  const keys = keysOf(given, head)
  const mac = createHmac('sha256', keys.mac)
  for await (const chunk of createReadStream(file, { end: size - SEAL - 1 })) mac.update(chunk as Buffer)
  const seal: Buffer[] = []
  for await (const chunk of createReadStream(file, { start: size - SEAL })) seal.push(chunk as Buffer)
  if (!timingSafeEqual(mac.digest(), Buffer.concat(seal)))
    throw new Error(
      `${file} is not as it was sealed, or was sealed with another ${head.by}; use another backup or the right ${head.by}`,
    )
  const body = createReadStream(file, { start: from, end: size - SEAL - 1 })
  const out = head.encrypted ? createDecipheriv('aes-256-ctr', keys.cipher, keys.iv) : new PassThrough()
  body.on('error', error => out.destroy(error))
  return body.pipe(out)
}

async function readHead(file: string): Promise<{ head: Header; from: number; size: number }> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0)
    const from = buffer.subarray(0, bytesRead).indexOf(10) + 1
    const head = from > 0 ? header.safeParse(parse(buffer.toString('utf8', 0, from))) : null
    if (!head?.success || size < from + SEAL)
      throw new Error(`${file} cannot be read; is it a whole backup of this version of the program?`)
    return { head: head.data, from, size }
  } finally {
    await handle.close()
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function keysOf(given: SealKey, { by, salt }: Header): { mac: Buffer; cipher: Buffer; iv: Buffer } {
  if ((by === 'key') !== 'key' in given) throw new Error(`the backup was sealed with a ${by}; give that`)
  const bytes = Buffer.from(salt, 'hex')
  const secret = 'key' in given ? given.key : scryptSync(given.passphrase, bytes, 32, SCRYPT)
  const derived = Buffer.from(hkdfSync('sha256', secret, bytes, 'changwon-twin-backup', 80))
  return { mac: derived.subarray(0, 32), cipher: derived.subarray(32, 64), iv: derived.subarray(64) }
}
