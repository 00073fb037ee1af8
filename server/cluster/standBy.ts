import Fastify from 'fastify'
import { httpServer } from '../net/httpServer.ts'
import { Lines } from '../net/Lines.ts'
import { LINE_LIMITS } from '../net/lineLimits.ts'

/** What a stand-by is told. */
export interface StandByOptions {
  readonly host: string
  readonly port: number
  readonly version: string
}

/** Answer health checks at the address where this process will serve once it owns the twin; everything else is refused as not yet here. The result frees the address. */
export async function standBy({ host, port, version }: StandByOptions): Promise<() => Promise<void>> {
  const lines = new Lines(LINE_LIMITS)
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    serverFactory: listener => httpServer(listener, LINE_LIMITS, lines),
  })
  app.get('/api/health', () => ({ status: 'ok', role: 'stand-by', version }))
  app.setNotFoundHandler((_, reply) =>
    reply.code(503).send({ error: 'this process stands by; ask the owner or a gateway' }),
  )
  await app.listen({ host, port })
  return () => app.close()
}
