import type { IncomingMessage, Server } from 'node:http'

/** A path as pages are served below it: begins and ends with a slash. */
export function baseOf(path: string): string {
  const bare = path.replace(/^\/+|\/+$/g, '')
  return bare === '' ? '/' : `/${bare}/`
}

/**
 * Take the base off every address, so that doors, files and sockets are the same wherever a proxy puts them. Proxies that
 * have taken it off already are no trouble. Call it when every other listener is there.
 */
export function serveBelow(server: Server, base: string): void {
  if (base === '/') return
  const strip = (request: IncomingMessage): void => {
    if (request.url?.startsWith(base)) request.url = request.url.slice(base.length - 1)
  }
  server.prependListener('request', strip)
  server.prependListener('upgrade', strip)
}
