import { createHash, randomBytes } from 'node:crypto'

/** A fresh secret of 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** How a token is kept: SHA-256, hex. Tokens are random, so no slow hash is needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The CSRF token that goes with a session token: derived from it, and it does not lead back. */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`csrf ${token}`).digest('base64url')
}
