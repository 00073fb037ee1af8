const P = '42["batch",{"timestamp":'.length
export const num = (b, i, out) => {
  let x = 0,
    c
  while ((c = b[i]) >= 48 && c <= 57) {
    x = x * 10 + c - 48
    i++
  }
  out.stamp = x
  i += 5
  x = 0
  while ((c = b[i]) >= 48 && c <= 57) {
    x = x * 10 + c - 48
    i++
  }
  out.n = x
  return out.stamp > 0
}
export function peek(b, o, _l, _total, _bin, out) {
  return b[o] === 52 && b[o + 1] === 50 && num(b, o + P, out)
}
export const event = 'batch'
const S = { __proto__: null }
export function decode(body) {
  const s = !Buffer.isBuffer(body) ? body : JSON.parse(body.toString('utf8', 2))[1]
  for (const u of s.updates) S[u.id] = u
  return { stamp: s.timestamp, n: s.updates.length }
}
