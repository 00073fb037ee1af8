/** Path that this page is served below: `/`, or `/twin/` behind a proxy. Pages stand directly below it. */
export const BASE = typeof location === 'undefined' ? '/' : location.pathname.replace(/[^/]*$/, '')

/** An address of the server, such as `/api/site`, where this page finds it. */
export function here(path: string): string {
  return BASE + path.replace(/^\//, '')
}

/** The path of the address as if the page were served at the root: `/operate`. */
export function pathBelow(): string {
  return `/${location.pathname.slice(BASE.length)}`
}
