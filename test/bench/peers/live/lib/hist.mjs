// log-linear latency histogram in microseconds, ~1.6 % resolution
export class Hist {
  constructor() {
    this.c = new Uint32Array(64 * 40)
    this.n = 0
    this.max = 0
    this.sum = 0
  }
  add(us, w = 1) {
    if (us < 1) us = 1
    const e = Math.floor(Math.log2(us))
    const i = e * 64 + Math.floor((us / 2 ** e - 1) * 64)
    this.c[i] += w
    this.n += w
    this.sum += us * w
    if (us > this.max) this.max = us
  }
  q(p) {
    if (!this.n) return null
    let k = Math.ceil(this.n * p),
      i = 0
    for (; i < this.c.length; i++) if ((k -= this.c[i]) <= 0) break
    const e = i >> 6
    return 2 ** e * (1 + ((i & 63) + 0.5) / 64)
  }
  json() {
    const r = x => (x == null ? null : Math.round(x / 10) / 100)
    return {
      n: this.n,
      p50: r(this.q(0.5)),
      p90: r(this.q(0.9)),
      p99: r(this.q(0.99)),
      p999: r(this.q(0.999)),
      max: r(this.max),
    }
  }
} // ms
