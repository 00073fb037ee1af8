// What every in-house peer uses to take the telemetry in: a loopback TCP listener for whole ticks.
import net from 'node:net'
import { decodeFeed } from './workload.mjs'
export function feedServer(port, onTick) {
  return new Promise(ok => {
    const s = net.createServer(c => {
      let q = Buffer.alloc(0)
      c.on('data', d => {
        q = q.length ? Buffer.concat([q, d]) : d
        while (q.length >= 4) {
          const l = q.readUInt32LE(0)
          if (q.length < 4 + l) break
          onTick(decodeFeed(q.subarray(4, 4 + l)))
          q = q.subarray(4 + l)
        }
      })
      c.on('error', () => {})
    })
    s.listen(port, '127.0.0.1', () => ok(s))
  })
}
