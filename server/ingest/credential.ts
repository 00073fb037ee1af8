import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret devices show at the MQTT and HTTP doors. Only its hash is kept. */
export interface Credential {
  /** The key itself, only when it was made just now. */
  readonly fresh: string | null
  matches(key: string): boolean
}

interface Stored {
  readonly salt: string
  readonly hash: string
}

/** Name of the one device account. */
export const DEVICE_USER = 'device'

/** The credential of this data folder: the given key, the stored one, or a new one when there is none or `renew` asks. */
export function openCredential(folder: string, given?: string, renew = false): Credential {
  if (given) return credential(hashOf(given), null)
  const file = join(folder, 'device.json')
  if (existsSync(file) && !renew) return credential(read(file), null)
  const key = randomBytes(32).toString('base64url')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(hashOf(key))}\n`, { mode: 0o600 })
  return credential(hashOf(key), key)
}

/** Checking costs 50 ms by design, so an answer is remembered for the key that gave it. */
function credential({ salt, hash }: Stored, fresh: string | null): Credential {
  const expected = Buffer.from(hash, 'hex')
  let known: string | null = null
  return {
    fresh,
    matches(key) {
      if (known !== null && key === known) return true
      if (key.length === 0 || key.length > 200) return false
      const right = timingSafeEqual(scryptSync(key, Buffer.from(salt, 'hex'), 32), expected)
      if (right) known = key
      return right
    },
  }
}

function hashOf(key: string): Stored {
  const salt = randomBytes(16)
  return { salt: salt.toString('hex'), hash: scryptSync(key, salt, 32).toString('hex') }
}

function read(file: string): Stored {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored>
  if (typeof stored.salt === 'string' && typeof stored.hash === 'string')
    return { salt: stored.salt, hash: stored.hash }
  throw new Error(`${file} is no credential file; remove it and start again, or start with --new-credential`)
}
