import type { Uncaught } from '../LastResort.ts'
import { subject } from '../subject.ts'
import { serveBelow } from './base.ts'
import type { Certificate } from './Certificate.ts'
import type { Flood } from './Flood.ts'
import { addFiles, type Folders } from './files.ts'
import { openHttp } from './http.ts'
import { httpServer } from './httpServer.ts'
import { Lines } from './Lines.ts'
import { type LimitOptions, limitsOf } from './lineLimits.ts'
import { healthOfLines, meterLines } from './lineMetrics.ts'
import { addSharing } from './sharing.ts'

interface Needs extends LimitOptions {
  readonly folders: Folders
  /** Path that pages are served below, with a slash at both ends. */
  readonly base: string
  /** Origins whose pages may read the tileset and public data; '*' for all, none when left out. */
  readonly sharedWith?: readonly string[] | undefined
  readonly certificate?: Certificate | undefined
  readonly reach: { readonly proxies: number }
  /** True where people reach us by TLS. */
  readonly secure: boolean
  readonly guard: { readonly flood: Flood }
  /** What the last resort of this process caught; nothing stands behind it when left out. */
  readonly uncaught?: Uncaught | undefined
}

const NOTHING: Uncaught = { count: 0, last: null }

/** The HTTP server with its raw lines, and the files that are the same for everybody. */
export const lines = subject({
  name: 'lines',
  async open(needs: Needs) {
    const { folders, base, certificate, reach, secure, uncaught = NOTHING } = needs
    const limits = limitsOf(needs)
    const lines = new Lines({ ...limits, proxies: reach.proxies })
    const app = await openHttp(listener => httpServer(listener, limits, lines, certificate), secure)
    addSharing(app, needs.sharedWith ?? [])
    const grounded = { lines, flood: needs.guard.flood, uncaught }
    return {
      gives: { app },
      async routes() {
        await addFiles(app, folders)
        // Addresses of the page are relative: without the slash they would be looked for one level above.
        if (base !== '/')
          app.get(base.slice(0, -1), { config: { door: 'files' } }, (_, reply) => reply.redirect(base, 308))
        app.addHook('onReady', async () => serveBelow(app.server, base))
      },
      metrics: meter => meterLines(meter, grounded),
      health: () => healthOfLines(grounded),
    }
  },
})
