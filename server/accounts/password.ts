import { type Algorithm, hash, verify } from '@node-rs/argon2'
import { DoorError } from '../net/DoorError.ts'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. */
const COST = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashes computed at a time, and logins that may wait for one; the rest is turned away. */
const AT_ONCE = 2
const WAITING = 32

let running = 0
const queue: (() => void)[] = []
let dummy: Promise<string> | null = null

/** argon2id hash of a password, with its parameters and salt. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), COST))
}

/** True when the password fits the hash. Takes as long when there is no hash: nobody learns which names exist. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const against = stored ?? (await dummy)
  const right = await inTurn(() => verify(against, password.normalize('NFKC')))
  return right && stored !== null
}

/** Thrown when more people log in than this machine can hash for. */
export class TooManyLogins extends DoorError {
  constructor() {
    super(503, 'too many logins at this moment; try again in a few seconds')
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new TooManyLogins()
    await new Promise<void>(resolve => queue.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running--
  }
}
