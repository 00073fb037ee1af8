const P = '42["asset:update",{"timestamp":'.length
export function peek(b, o, _l, _total, _bin, out) {
  if (b[o] !== 52 || b[o + 1] !== 50) return false
  let i = o + P,
    x = 0,
    c
  while ((c = b[i]) >= 48 && c <= 57) {
    x = x * 10 + c - 48
    i++
  }
  if (!x) return false
  out.stamp = x
  out.n = 1
  return true
}
export const event = 'asset:update'
const S = { __proto__: null }
export function decode(body) {
  const s =
    typeof body === 'object' && !Buffer.isBuffer(body) ? body : JSON.parse(body.toString('utf8', 2))[1]
  S[s.id] = s
  return { stamp: s.timestamp, n: 1 }
}
