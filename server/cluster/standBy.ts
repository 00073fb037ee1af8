import Fastify from 'fastify'

/** What a stand-by is told. */
export interface StandByOptions {
  readonly host: string
  readonly port: number
  readonly version: string
}

/** Answer health checks at the address where this process will serve once it owns the twin; everything else is refused as not yet here. The result frees the address. */
export async function standBy({ host, port, version }: StandByOptions): Promise<() => Promise<void>> {
  const app = Fastify({ logger: false, forceCloseConnections: true })
  app.get('/api/health', () => ({ status: 'ok', role: 'stand-by', version }))
  app.setNotFoundHandler((_, reply) =>
    reply.code(503).send({ error: 'this process stands by; ask the owner or a gateway' }),
  )
  await app.listen({ host, port })
  return () => app.close()
}
