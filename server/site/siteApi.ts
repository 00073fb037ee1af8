import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Sight } from '../../models/sight.ts'
import type { Site } from '../../models/site.ts'
import { audienceOf } from '../../models/visibility.ts'
import { actorOf } from '../security/visitor.ts'

/** `GET /api/site`: the site as each audience gets it, compressed once; what the public gets is revalidated by its content. */
export function addSiteApi(app: FastifyInstance, sight: Sight): void {
  const texts = { public: siteText(sight.site('public')), staff: siteText(sight.site('staff')) }
  app.get('/api/site', { config: { door: 'everyone' } }, (request, reply) => {
    const audience = audienceOf(actorOf(request).role)
    const { plain, packed, etag } = texts[audience]
    reply.type('application/json; charset=utf-8')
    if (audience === 'public') reply.header('cache-control', 'private, no-cache').header('etag', etag)
    if (audience === 'public' && hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send()
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain)
    return reply.header('content-encoding', 'gzip').send(packed)
  })
}

/** True when a caller has what this tag names (RFC 9110, 13.1.2): tags are compared weakly, any of a list will do, `*` is everything. */
function hasTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(etag)
}

function siteText(site: Site): { plain: Buffer; packed: Buffer; etag: string } {
  const plain = Buffer.from(JSON.stringify(site))
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`
  return { plain, packed: gzipSync(plain), etag }
}
