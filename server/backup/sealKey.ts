import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SealKey } from './seal.ts'

/** Environment variable with a passphrase instead of a key. */
export const PASSPHRASE = 'TWIN_BACKUP_PASSPHRASE'
const SHORTEST = 12

/**
 * The seal of an installation: a passphrase from the environment, a key from a file, or `backup.key` in the data folder,
 * made when `make` and it is not there. Keep the key apart from the backups. Throws a sentence when there is none.
 */
export function sealKeyOf(
  data: string,
  {
    file,
    passphrase = process.env[PASSPHRASE],
    make = false,
  }: { file?: string | undefined; passphrase?: string | undefined; make?: boolean },
): SealKey {
  if (passphrase !== undefined && passphrase !== '') {
    if (passphrase.length < SHORTEST)
      throw new Error(`${PASSPHRASE} must have at least ${SHORTEST} characters`)
    return { passphrase }
  }
  const path = file ?? join(data, 'backup.key')
  if (!existsSync(path)) {
    if (!make || file)
      throw new Error(
        `there is no key ${path}; name the one the backup was sealed with by --key-file, or set ${PASSPHRASE}`,
      )
    mkdirSync(data, { recursive: true })
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new Error(`${path} is no key of a backup: it must hold 64 hexadecimal digits`)
  return { key: Buffer.from(text, 'hex') }
}
