import { num } from './batch-json.mjs'

const P = 'data: {"timestamp":'.length
const S = { __proto__: null }
export const peek = (b, o, _l, _total, _bin, out) => b[o] === 100 && num(b, o + P, out)
export function decode(body) {
  const s = JSON.parse(body.toString('utf8', 6))
  for (const u of s.updates) S[u.id] = u
  return { stamp: s.timestamp, n: s.updates.length }
}
