import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'

/**
 * The built client and a bench world on a free port, isolated as the harness asks. Without the twin's security policy,
 * which forbids the texts that the harness evaluates in the page.
 */
export async function serveBench(
  client: string,
  world: string,
): Promise<{ app: FastifyInstance; url: string }> {
  const app = Fastify()
  app.addHook('onSend', async (_, reply) => {
    reply
      .header('cross-origin-opener-policy', 'same-origin')
      .header('cross-origin-embedder-policy', 'require-corp')
  })
  await app.register(fastifyStatic, { root: resolve(world), prefix: '/world/', decorateReply: false })
  await app.register(fastifyStatic, { root: resolve(client), preCompressed: true })
  app.get('/bench', (_, reply) => reply.sendFile('bench.html'))
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}
