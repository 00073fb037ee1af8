// light viewers. IPC: {spec,codec,full,real} -> then {connect:n} {begin:{t0,t1}} {stall:k} {report}
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Hist } from './lib/hist.mjs'
import { Lean } from './lib/lean.mjs'
import { nowUs } from './lib/workload.mjs'

let spec,
  codec,
  full = false,
  real = false
const cl = []
let win = null,
  H,
  decT,
  decN,
  upd,
  msgs,
  bytes,
  seqRecs
const eld = monitorEventLoopDelay({ resolution: 5 })
eld.enable()
const reset = () => {
  H = new Hist()
  decT = 0
  decN = 0
  upd = 0
  msgs = 0
  bytes = 0
  seqRecs = []
}
reset()
function onMsg(c, stamp, n, by, at, body) {
  if (c.seq === undefined) c.seq = 0
  const k = c.seq++
  if (full && body) {
    const a = nowUs()
    const r = codec.decode(body)
    const b = nowUs()
    decT += b - a
    decN++
    if (stamp === -1) {
      stamp = r.stamp
    }
    n = r.n
    at = b
  }
  if (stamp === -1) {
    seqRecs.push(k, at, by, c.id)
    return
  }
  if (!win || stamp < win.t0 || stamp >= win.t1) return
  H.add(at - stamp)
  upd += n
  msgs++
  bytes += by
}
async function connectReal(id) {
  const { io } = await import('socket.io-client')
  const parser = spec.parser ? (await import(spec.parser)).default : undefined
  const s = io(`http://${spec.host}:${spec.port}${spec.ns ?? ''}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    parser,
    auth: spec.auth ? JSON.parse(spec.auth) : undefined,
    perMessageDeflate: spec.pmd ? {} : false,
    ...(spec.ioOpts ?? {}),
  })
  const c = { id, real: true, sock: { destroy: () => s.disconnect() } }
  codec.onConnect?.(s)
  s.on(codec.event, x => {
    const a = nowUs()
    const r = codec.decode(x)
    const b = nowUs()
    decT += b - a
    decN++
    if (!win || r.stamp < win.t0 || r.stamp >= win.t1) return
    H.add(b - r.stamp)
    upd += r.n
    msgs++
  })
  await new Promise((ok, no) => {
    s.on('connect', ok)
    s.on('connect_error', no)
  })
  return c
}
process.on('message', async m => {
  try {
    if (m.spec) {
      spec = m.spec
      full = m.full
      real = m.real
      codec = await import(new URL(m.codec, import.meta.url))
      process.send({ ok: 1 })
    }
    if (m.connect) {
      let left = m.connect,
        bad = 0
      const one = async () => {
        while (left > 0) {
          left--
          const id = cl.length
          cl.push(null)
          try {
            if (real && spec.eio) cl[id] = await connectReal(id)
            else {
              const c = new Lean(spec, codec, (...a) => onMsg(c, ...a), full, `127.0.0.${1 + (id >> 14)}`)
              c.id = id
              cl[id] = c
              await c.ready
            }
          } catch (e) {
            bad++
            if (bad < 3) process.send({ err: `connect ${e.message}` })
          }
        }
      }
      await Promise.all(Array.from({ length: 50 }, one))
      process.send({ connected: cl.filter(c => c && !c.closed).length, bad })
    }
    if (m.begin) {
      win = m.begin
      reset()
      eld.reset()
      process.send({ ok: 1 })
    }
    if (m.stall) {
      for (const c of cl.slice(0, m.stall)) {
        c.sock.pause()
        c.stalled = true
      }
      process.send({ ok: 1 })
    }
    if (m.resume) {
      for (const c of cl) if (c?.stalled) c.sock.resume()
      process.send({ ok: 1 })
    }
    if (m.report) {
      if (m.ticks && seqRecs.length) {
        for (let i = 0; i < seqRecs.length; i += 4) {
          let t = m.ticks[seqRecs[i]]
          if (m.nearest) {
            let lo = 0,
              hi = m.ticks.length
            while (lo < hi) {
              const mid = (lo + hi) >> 1
              if (m.ticks[mid][0] <= seqRecs[i + 1]) lo = mid + 1
              else hi = mid
            }
            t = m.ticks[lo - 1]
          }
          if (!t || t[0] < win.t0 || t[0] >= win.t1) continue
          H.add(seqRecs[i + 1] - t[0])
          upd += t[1]
          msgs++
          bytes += seqRecs[i + 2]
        }
      }
      process.send({
        report: {
          lat: H.json(),
          updates: upd,
          msgs,
          bytes,
          decodeMsPerMsg: decN ? decT / decN / 1000 : null,
          loopP99ms: eld.percentile(99) / 1e6,
          open: cl.filter(c => c && !c.closed).length,
        },
      })
    }
    if (m.exit) process.exit(0)
  } catch (e) {
    process.send({ err: String(e?.stack ?? e) })
    process.send({ ok: 0 })
  }
})
