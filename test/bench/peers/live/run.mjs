// node run.mjs <W1|W2|W3|STALL|FAN|SMOKE>[,..] [peer,peer|all] [--repeat n] [--out name] [--add peerfile.mjs]
import { fork, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { cpuS, rssMB, sum } from './lib/proc.mjs'
import { nowUs } from './lib/workload.mjs'
import { FAN, peers, workloads } from './peers/index.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const argv = process.argv.slice(2)
const opt = (k, d) => {
  const i = argv.indexOf(`--${k}`)
  return i < 0 ? d : argv.splice(i, 2)[1]
}
const add = opt('add')
if (add) Object.assign(peers, (await import(pathToFileURL(path.resolve(add)))).default)
const repeat = +opt('repeat', 1),
  outName = opt('out', 'run')
const wl = (argv[0] ?? 'SMOKE').split(',')
const which = !argv[1] || argv[1] === 'all' ? Object.keys(peers) : argv[1].split(',')
const sleep = ms => new Promise(r => setTimeout(r, ms))
const kids = new Set()
process.on('exit', () => {
  for (const k of kids)
    try {
      k.kill('SIGKILL')
    } catch {}
})
for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => process.exit(1))
const freePort = () =>
  new Promise(ok => {
    const s = net.createServer()
    s.listen(0, '127.0.0.1', () => {
      const p = s.address().port
      s.close(() => ok(p))
    })
  })
const waitPort = async p => {
  for (let i = 0; i < 200; i++) {
    if (
      await new Promise(ok => {
        const s = net.connect(p, '127.0.0.1', () => {
          s.destroy()
          ok(true)
        })
        s.on('error', () => ok(false))
      })
    )
      return
    await sleep(25)
  }
  throw new Error(`port ${p} not open`)
}
const errs = []
const ask = (c, m, key, ms = 60000) =>
  new Promise((ok, no) => {
    const t = setTimeout(() => {
      c.off('message', f)
      no(new Error(`timeout ${JSON.stringify(m).slice(0, 60)}`))
    }, ms)
    const f = r => {
      if (r.err) errs.push(r.err)
      if (key in r) {
        clearTimeout(t)
        c.off('message', f)
        ok(r[key] ?? r)
      }
    }
    c.on('message', f)
    c.send(m)
  })
const kid = f => {
  const c = fork(path.join(here, f), { execArgv: ['--max-old-space-size=4096'] })
  kids.add(c)
  c.on('exit', () => kids.delete(c))
  return c
}
async function startPeer(p) {
  if (!p.start)
    return {
      pids: p.pids?.() ?? [],
      host: p.url.hostname,
      port: +p.url.port,
      feedPort: 0,
      stop: async () => p.stop?.(),
    }
  const v = {
    PORT: await freePort(),
    FEED: await freePort(),
    BROKER: await freePort(),
    TMP: fs.mkdtempSync(path.join(os.tmpdir(), 'live-')),
  }
  const sub = s => String(s).replace(/\$(PORT|FEED|BROKER|TMP)/g, (_, k) => v[k])
  const cs = []
  for (const st of p.start) {
    for (const [f, t] of Object.entries(st.files ?? {})) fs.writeFileSync(path.join(v.TMP, f), sub(t))
    const c = spawn(sub(st.cmd), st.args.map(sub), {
      cwd: st.cwd ?? here,
      env: {
        ...process.env,
        ...Object.fromEntries(Object.entries(st.env ?? {}).map(([k, x]) => [k, sub(x)])),
      },
      stdio: ['ignore', st.log ? 'inherit' : 'ignore', 'inherit', ...(st.ipc ? ['ipc'] : [])],
    })
    kids.add(c)
    cs.push(c)
    c.on('exit', () => kids.delete(c))
    if (st.ipc)
      await new Promise((ok, no) => {
        c.once('message', ok)
        c.once('exit', () => no(new Error('peer exited')))
      })
    else await waitPort(+sub(st.waitPort ?? '$PORT'))
  }
  return {
    pids: cs.map(c => c.pid),
    host: '127.0.0.1',
    port: +v.PORT,
    feedPort: +v.FEED,
    sub,
    stop: async () => {
      for (const c of cs) c.kill('SIGKILL')
      fs.rmSync(v.TMP, { recursive: true, force: true })
      await sleep(200)
    },
  }
}
const r4 = x => Math.round(x * 1e4) / 1e4
const r2 = x => (x == null ? null : Math.round(x * 100) / 100)
async function setup(name, w) {
  const p = peers[name]
  const s = await startPeer(p)
  const rss0 = sum(s.pids, rssMB)
  const spec = { host: s.host, port: s.port, ...p.client }
  const gen = kid('gen.mjs'),
    probe = kid('gen.mjs'),
    feed = kid('feed.mjs')
  for (const c of [gen, probe, feed]) c.on('message', r => r.err && errs.push(r.err))
  const codec = p.codecPath ?? `./codecs/${p.codec}.mjs`
  await ask(gen, { spec, codec, full: false, real: false }, 'ok')
  await ask(probe, { spec, codec, full: true, real: true }, 'ok')
  const startFeed = () =>
    ask(
      feed,
      {
        start: {
          ...w,
          adapter: p.adapter ?? './adapters/tcp.mjs',
          opts: { feedPort: s.feedPort, ...JSON.parse((s.sub ?? String)(JSON.stringify(p.feedOpts ?? {}))) },
        },
      },
      'ok',
    )
  const close = async () => {
    for (const c of [gen, probe, feed]) c.kill('SIGKILL')
    await s.stop()
  }
  return { p, s, rss0, gen, probe, feed, startFeed, close }
}
async function window(x, secs, drainS, _w, nearest = false) {
  // nearest: viewers that came after the feed began, whose codec hides the stamp: the last tick before arrival (right while latency < one period)
  const { s, gen, probe, feed } = x
  const t0 = nowUs() + 20000,
    t1 = t0 + secs * 1e6
  await ask(gen, { begin: { t0, t1 } }, 'ok')
  await ask(probe, { begin: { t0, t1 } }, 'ok')
  const pids = { srv: s.pids, gen: [gen.pid], probe: [probe.pid], feed: [feed.pid] }
  const c0 = {}
  for (const k in pids) c0[k] = sum(pids[k], cpuS)
  const a = nowUs()
  let rssMax = 0
  const rssT = []
  while (nowUs() < t1) {
    await sleep(Math.min(500, Math.max(5, (t1 - nowUs()) / 1000)))
    const r = sum(s.pids, rssMB)
    rssT.push(Math.round(r))
    if (r > rssMax) rssMax = r
  }
  const el = (nowUs() - a) / 1e6
  const cpu = {}
  for (const k in pids) cpu[k] = r4((sum(pids[k], cpuS) - c0[k]) / el)
  await sleep(drainS * 1000)
  const rss = sum(s.pids, rssMB)
  if (rss > rssMax) rssMax = rss
  const ticks = await ask(feed, { ticks: 1 }, 'ticks')
  const inW = ticks.filter(t => t[0] >= t0 && t[0] < t1)
  const updates = inW.reduce((q, t) => q + t[1], 0)
  const g = await ask(gen, { report: 1, ticks, nearest }, 'report'),
    pr = await ask(probe, { report: 1, ticks, nearest }, 'report')
  return { secs, ticks: inW.length, updates, cpu, rssMax, rssT, g, pr }
}
async function one(name, wname) {
  const w = workloads[wname]
  errs.length = 0
  const x = await setup(name, w)
  try {
    const np = w.probes ?? 6
    await ask(x.probe, { connect: np / 2 }, 'connected')
    await ask(x.gen, { connect: w.clients }, 'connected', 90000)
    await ask(x.probe, { connect: np / 2 }, 'connected')
    await sleep(300)
    const rss1 = sum(x.s.pids, rssMB)
    await x.startFeed()
    await sleep((w.warm ?? 3) * 1000)
    if (w.stalled) await ask(x.gen, { stall: w.stalled }, 'ok')
    const r = await window(x, w.measure ?? 10, w.measure === 2 ? 0.5 : 2, w)
    const exp = r.updates * (w.clients - (w.stalled ?? 0))
    const o = {
      peer: name,
      label: x.p.label,
      workload: wname,
      clients: w.clients,
      arrivalP50: r.g.lat.p50,
      arrivalP99: r.g.lat.p99,
      arrivalMax: r.g.lat.max,
      parsedP50: r.pr.lat.p50,
      parsedP99: r.pr.lat.p99,
      decodeMsPerMsg: r2(r.pr.decodeMsPerMsg * 1),
      srvCpu: r.cpu.srv,
      genCpu: r.cpu.gen,
      probeCpu: r.cpu.probe,
      feedCpu: r.cpu.feed,
      genLoopP99: r2(r.g.loopP99ms),
      rssStart: r2(x.rss0),
      rssConnected: r2(rss1),
      rssMax: r2(r.rssMax),
      kBPerConn: r2(((rss1 - x.rss0) * 1024) / (w.clients + np)),
      bytesPerClientS: r.g.msgs ? Math.round(r.g.bytes / (w.clients - (w.stalled ?? 0)) / r.secs) : null,
      bytesPerUpdate: r.g.updates ? r2(r.g.bytes / r.g.updates) : null,
      delivered: exp ? r2((100 * r.g.updates) / exp) : null,
      cpuPerMUpd: r.g.updates ? r4((r.cpu.srv * r.secs) / (r.g.updates / 1e6)) : null,
      ticks: r.ticks,
      open: r.g.open,
      rssT: w.stalled ? r.rssT : undefined,
      errs: errs.slice(0, 3),
    }
    return o
  } finally {
    await x.close()
  }
}
async function fan(name) {
  errs.length = 0
  const w = { ...FAN, clients: 0 }
  const x = await setup(name, w)
  const steps = []
  let best = 0
  try {
    await ask(x.probe, { connect: 4 }, 'connected')
    await x.startFeed()
    let have = 0
    for (const n of FAN.steps) {
      try {
        await ask(x.gen, { connect: n - have }, 'connected', 60000)
      } catch (e) {
        steps.push({ clients: n, error: String(e) })
        break
      }
      have = n
      await sleep(2500)
      const r = await window(x, 6, 1, w, true)
      const del = (100 * r.g.updates) / (r.updates * n)
      const st = {
        clients: n,
        p50: r.g.lat.p50,
        p99: r.g.lat.p99,
        parsedP99: r.pr.lat.p99,
        delivered: r2(del),
        srvCpu: r.cpu.srv,
        genCpu: r.cpu.gen,
        rss: Math.round(r.rssMax),
        mbpsOut: r2((r.g.bytes * 8) / 6 / 1e6),
      }
      steps.push(st)
      console.log('  ', name, JSON.stringify(st))
      if (!(r.g.lat.p99 < 250) || del < 99.9) break
      best = n
    }
  } catch (e) {
    steps.push({ error: String(e) })
  } finally {
    await x.close()
  }
  return {
    peer: name,
    label: peers[name].label,
    workload: 'FAN',
    maxClients: best,
    steps,
    errs: errs.slice(0, 3),
  }
}
fs.mkdirSync(path.join(here, 'results'), { recursive: true })
const file = path.join(here, 'results', `${outName}.json`)
const all = []
for (let rep = 0; rep < repeat; rep++)
  for (const W of wl)
    for (const n of which) {
      let o
      try {
        o = W === 'FAN' ? await fan(n) : await one(n, W)
      } catch (e) {
        o = { peer: n, workload: W, error: String(e?.stack ?? e).slice(0, 300), errs: errs.slice(0, 3) }
      }
      o.rep = rep
      all.push(o)
      const { steps, rssT, label, ...pr } = o
      console.log(JSON.stringify(pr))
      fs.writeFileSync(
        file,
        JSON.stringify(
          {
            date: new Date().toISOString(),
            node: process.version,
            cpus: os.cpus().length,
            model: os.cpus()[0].model,
            results: all,
          },
          null,
          1,
        ),
      )
      await sleep(500)
    }
process.exit(0)
