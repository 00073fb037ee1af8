import Fastify from 'fastify'
import type { Certificate } from '../net/Certificate.ts'
import { httpServer } from '../net/httpServer.ts'
import { Lines } from '../net/Lines.ts'
import { LINE_LIMITS, type LineLimits } from '../net/lineLimits.ts'

/** What a stand-by is told. */
export interface StandByOptions {
  readonly host: string
  readonly port: number
  readonly version: string
  /** TLS of our own. */
  readonly certificate?: Certificate | undefined
  /** Limits of raw lines other than LINE_LIMITS. */
  readonly limits?: Partial<LineLimits>
}

/** Answer health checks at the address where this process will serve once it owns the twin; everything else is refused as not yet here. The result frees the address. */
export async function standBy({
  host,
  port,
  version,
  ...more
}: StandByOptions): Promise<() => Promise<void>> {
  const limits = { ...LINE_LIMITS, ...more.limits }
  const lines = new Lines(limits)
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    serverFactory: listener => httpServer(listener, limits, lines, more.certificate),
  })
  app.get('/api/health', () => ({ status: 'ok', role: 'stand-by', version }))
  app.setNotFoundHandler((_, reply) =>
    reply.code(503).send({ error: 'this process stands by; ask the owner or a gateway' }),
  )
  await app.listen({ host, port })
  return () => app.close()
}
