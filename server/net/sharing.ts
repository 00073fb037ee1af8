import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Public addresses that pages of other origins may read when a setting says so: geometry, site, present, past and alarms. */
const SHARED =
  /^\/(world\/|api\/(site|plots|health|alarms|assets\/[^/]+(\/history)?|points\/[^/]+\/[^/]+\/history)(\?|$))/
/** Seconds that a browser may remember what it was allowed. */
const REMEMBERED = 600

/**
 * CORS for the tileset and public data (https://fetch.spec.whatwg.org/#http-cors-protocol). `origins` is whose pages may
 * read: '*' for all. No credentials go with it, so what such a page gets is what the public gets.
 */
export function addSharing(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  app.addHook('onRequest', async (request, reply) => {
    if (!SHARED.test(request.url)) return
    allow(request, reply, origins)
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
      return reply
        .header('access-control-allow-methods', 'GET, HEAD')
        .header('access-control-allow-headers', 'if-none-match, if-modified-since, range')
        .header('access-control-max-age', REMEMBERED)
        .code(204)
        .send()
  })
  // Caches must not give one origin what was said to another.
  if (!origins.includes('*'))
    app.addHook('onSend', async (request, reply) => {
      const vary = String(reply.getHeader('vary') ?? '')
      if (SHARED.test(request.url) && !/origin/i.test(vary))
        reply.header('vary', [vary, 'origin'].filter(Boolean).join(', '))
    })
}

function allow(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): void {
  const { origin } = request.headers
  const allowed = origins.includes('*') ? '*' : origins.find(each => each === origin)
  if (allowed === undefined) return
  reply
    .header('access-control-allow-origin', allowed)
    .header('access-control-expose-headers', 'etag, retry-after')
    .header('cross-origin-resource-policy', 'cross-origin')
}
