import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceDoor } from '../../models/device.ts'
import type { Grant } from './admission.ts'

/** The secret of the default device at the MQTT and HTTP doors. Only its hash is kept. */
export interface Credential {
  /** The key itself, only when it was made just now. */
  readonly fresh: string | null
  /** Keep a fresh key's hash in the data folder: to be called when the key is printed, so that none is kept that nobody has seen. */
  keep(): void
  matches(key: string): boolean
  /** The other devices, once the store is open; see server/devices. */
  others?: (door: DeviceDoor, user: string | null, key: string) => Grant | null
  /** The device that a certificate names. */
  certified?: (door: DeviceDoor, name: string) => Grant | null
}

/** SHA-256 of a random key; files of older versions have salt and scrypt hash. */
type Stored = { readonly sha256: string } | { readonly salt: string; readonly hash: string }

/** Name of the default device. */
export const DEVICE_USER = 'device'

/** The credential of this data folder: the given key, the stored one, or a new one when there is none or `renew` asks. */
export function openCredential(folder: string, given?: string, renew = false): Credential {
  if (given) return credential(hashOf(given), null)
  const file = join(folder, 'device.json')
  if (existsSync(file) && !renew) return credential(read(file), null)
  const key = randomBytes(32).toString('base64url')
  return credential(hashOf(key), key, () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(hashOf(key))}\n`, { mode: 0o600 })
  })
}

function credential(stored: Stored, fresh: string | null, keep: () => void = () => undefined): Credential {
  let known: Uint8Array | null = 'sha256' in stored ? Buffer.from(stored.sha256, 'hex') : null
  return {
    fresh,
    keep,
    matches(key) {
      if (key.length === 0 || key.length > 200) return false
      const shown = sha256(key)
      if (known) return timingSafeEqual(shown, known)
      if ('sha256' in stored || !fitsScrypt(key, stored)) return false
      known = shown
      return true
    },
  }
}

function fitsScrypt(key: string, { salt, hash }: { salt: string; hash: string }): boolean {
  return timingSafeEqual(scryptSync(key, Buffer.from(salt, 'hex'), 32), Buffer.from(hash, 'hex'))
}

function hashOf(key: string): Stored {
  return { sha256: sha256(key).toString('hex') }
}

function sha256(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function read(file: string): Stored {
  const { sha256, salt, hash } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  if (typeof sha256 === 'string' && sha256.length === 64) return { sha256 }
  if (typeof salt === 'string' && typeof hash === 'string') return { salt, hash }
  throw new Error(`${file} is no credential file; remove it and start again, or start with --new-credential`)
}
