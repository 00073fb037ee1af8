import type { FastifyRequest } from 'fastify'
import type { Site } from '../accounts/Passkeys.ts'
import type { Reach } from './cookie.ts'

/** Where a passkey of this request is used: at the public address, or at the host that was asked. */
export function siteOf(request: FastifyRequest, { publicUrl }: Reach): Site {
  if (publicUrl !== null) {
    const { hostname, origin } = new URL(publicUrl)
    return { host: hostname, origins: [origin] }
  }
  const { host = 'localhost' } = request.headers
  // Browsers offer passkeys to secure pages only: whoever comes with http is on this machine.
  const origins = [`https://${host}`, `http://${host}`]
  return { host: hostname(host), origins }
}

function hostname(host: string): string {
  try {
    return new URL(`http://${host}`).hostname
  } catch {
    return 'localhost'
  }
}
