// telemetry source: own process, IPC commands {start:{assets,fraction,hz,adapter,opts}} / {stop}. Reports every tick's stamp.
import { nowUs, Workload } from './lib/workload.mjs'

let tm, con
const ticks = []
process.on('message', async m => {
  try {
    if (m.start) {
      const s = m.start
      con = await (await import(new URL(s.adapter, import.meta.url))).connect(s.opts)
      const w = new Workload(s.assets, s.fraction)
      const per = 1e6 / s.hz
      let next = nowUs() + 50000
      const loop = () => {
        const t = w.next()
        t.stamp = Math.round(nowUs())
        ticks.push([t.stamp, t.n])
        try {
          Promise.resolve(con.send(t)).catch(e => process.send({ err: String(e) }))
        } catch (e) {
          process.send({ err: String(e) })
        }
        next += per
        const now = nowUs()
        if (next < now) next = now
        tm = setTimeout(loop, (next - nowUs()) / 1000)
      }
      tm = setTimeout(loop, 50)
      process.send({ ok: 1 })
    }
    if (m.ticks) process.send({ ticks })
    if (m.stop) {
      clearTimeout(tm)
      process.send({ ticks })
      con?.close?.()
      setTimeout(() => process.exit(0), 50)
    }
  } catch (e) {
    process.send({ err: String(e?.stack ?? e) })
  }
})
