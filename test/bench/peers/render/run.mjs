// node run.mjs --n 20000 --pages maplibre,deck,... --runs 3
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import zlib from 'node:zlib'
import { chromium } from 'playwright-core'
import { ensure } from './gen.mjs'
import { generate } from './lib/generate.mjs'
import { PickGrid, pixelRay } from './lib/pick.mjs'
import { cameraAt, eye, FOV, mulberry32 } from './lib/scene.mjs'
import { table } from './report.mjs'

const HERE = path.dirname(new URL(import.meta.url).pathname)
const BUILTIN = {
  maplibre: '/dist/maplibre.html',
  'maplibre-simplify': '/dist/maplibre.html?simplify',
  deck: '/dist/deck.html',
  cesium: '/dist/cesium.html',
  'r3f-naive': '/dist/r3f-naive.html',
  batched: '/dist/batched.html',
  'batched-nosort': '/dist/batched.html?nosort',
  merged: '/dist/merged.html',
  rawbin: '/dist/rawbin.html',
  'rawbin-lod': '/dist/rawbin.html?lod',
  blank: '/dist/blank.html',
}
const { values: opt } = parseArgs({
  options: {
    n: { type: 'string', default: '20000' },
    pages: {
      type: 'string',
      default: 'maplibre,maplibre-simplify,deck,cesium,r3f-naive,batched,merged,rawbin,blank',
    },
    runs: { type: 'string', default: '3' },
    frames: { type: 'string', default: '120' },
    budget: { type: 'string', default: '8000' },
    timeout: { type: 'string', default: '240' },
    out: { type: 'string' },
    shots: { type: 'string' },
    ref: { type: 'string', default: 'merged' },
    verbose: { type: 'boolean', default: false },
  },
})
const N = Number(opt.n),
  RUNS = Number(opt.runs),
  FRAMES = Number(opt.frames),
  BUDGET = Number(opt.budget)
const pages = opt.pages.split(',').map(p => {
  const [name, ...u] = p.split('=')
  const url = u.join('=') || BUILTIN[name]
  if (!url) throw new Error(`unknown page ${name}; name=URL adds one`)
  return { name, url }
})

// ---- data, static server
const files = ensure(N)
const MIME = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.geojson': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}
const roots = [
  ['/dist/', path.join(HERE, 'dist')],
  ['/cesium/Workers/', path.join(HERE, 'node_modules/@cesium/engine/Build/Workers')],
  ['/cesium/', path.join(HERE, 'node_modules/cesium/Build/Cesium')],
  ['/data/', path.dirname(files.geo)],
]
const server = http.createServer((q, r) => {
  const u = new URL(q.url, 'http://x')
  const root = roots.find(([p]) => u.pathname.startsWith(p))
  const f = root && path.join(root[1], path.normalize(`/${u.pathname.slice(root[0].length)}`))
  const head = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
  }
  if (u.pathname === '/favicon.ico') {
    r.writeHead(204, head)
    return r.end()
  }
  if (!f || !fs.existsSync(f) || fs.statSync(f).isDirectory()) {
    r.writeHead(404, head)
    return r.end()
  }
  r.writeHead(200, {
    ...head,
    'Content-Type': MIME[path.extname(f)] ?? 'application/octet-stream',
    'Content-Length': fs.statSync(f).size,
  })
  fs.createReadStream(f).pipe(r)
})
await new Promise(r => server.listen(0, '127.0.0.1', r))
const base = `http://127.0.0.1:${server.address().port}`

// ---- ground truth for picking, and seeded id sets for recolouring
const buildings = []
generate(N, b => buildings.push(b))
const grid = new PickGrid(buildings),
  near = eye(cameraAt(1, N))
const rnd = mulberry32(7),
  points = []
while (points.length < 24) {
  // building under the pixel and under its neighbours: no argument about edges
  const x = 100 + Math.floor(rnd() * 1080),
    y = 150 + Math.floor(rnd() * 500)
  const at = (a, b) => grid.pick(near, pixelRay(near, FOV, a, b)),
    id = at(x, y)
  if (
    id !== null &&
    [
      [3, 0],
      [-3, 0],
      [0, 3],
      [0, -3],
    ].every(([a, b]) => at(x + a, y + b) === id)
  )
    points.push([x, y, id])
}
const sets = k => {
  const r = mulberry32(k + 99)
  return [0, 1, 2].map(() => {
    const s = new Set()
    while (s.size < Math.min(k, N)) s.add(Math.floor(r() * N))
    return [...s]
  })
}
const SETS = { 1000: sets(1000), 10000: sets(10000) }

const median = a => {
  const s = [...a].sort((x, y) => x - y)
  return s.length ? (s.length % 2 ? s[s.length >> 1] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2) : null
}
const pct = (a, p) => {
  const s = [...a].sort((x, y) => x - y)
  return s.length ? s[Math.min(s.length - 1, Math.floor(p * s.length))] : null
}
const gzCache = new Map()
const inject = fs.readFileSync(path.join(HERE, 'inject.js'), 'utf8')
const rss = pid => {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024
  } catch {
    return null
  }
}
const limit = (p, s, what) => {
  let t
  return Promise.race([
    p,
    new Promise((_, j) => {
      t = setTimeout(() => j(new Error(`${what}: over ${s} s`)), s * 1000)
    }),
  ]).finally(() => clearTimeout(t))
}

async function once(page, run) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--enable-blink-features=ForceEagerMeasureMemory',
      '--hide-scrollbars',
    ],
  })
  version ??= browser.version()
  const errors = [],
    out = { page: page.name, run }
  try {
    const ctx = await browser.newContext({ viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 })
    const tab = await ctx.newPage()
    tab.on('pageerror', e => errors.push(String(e).slice(0, 300)))
    tab.on('console', m => {
      if (m.type() === 'error') errors.push(m.text().slice(0, 300))
    })
    await tab.addInitScript(
      `window.benchEnv=${JSON.stringify({ n: N, dataUrl: `${base}/data/n${N}.geojson`, binUrl: `${base}/data/n${N}.bin` })};`,
    )
    await tab.addInitScript(inject)
    // Bytes of the page: every response that is not data, gzip -9 (or as sent when smaller).
    const seen = []
    ctx.on('response', r => {
      const u = r.url()
      if (!u.startsWith('data:') && !u.startsWith('blob:') && !u.includes('/data/') && r.status() === 200)
        seen.push(
          r
            .body()
            .then(b => {
              const k = u + b.length
              if (!gzCache.has(k)) gzCache.set(k, Math.min(b.length, zlib.gzipSync(b, { level: 9 }).length))
              return [u, gzCache.get(k), b.length]
            })
            .catch(() => [u, 0, 0]),
        )
    })
    const cdp = await ctx.newCDPSession(tab),
      root = await browser.newBrowserCDPSession()
    await cdp.send('Performance.enable')
    const procs = async () => (await root.send('SystemInfo.getProcessInfo')).processInfo
    const cpu = async () => {
      const p = await procs()
      const s = t => p.filter(x => x.type === t).reduce((a, x) => a + x.cpuTime, 0) * 1000
      return { renderer: s('renderer'), gpu: s('GPU') }
    }
    const task = async () => {
      const m = (await cdp.send('Performance.getMetrics')).metrics
      return m.find(x => x.name === 'TaskDuration').value * 1000
    }
    const ev = (fn, arg, what) => limit(tab.evaluate(fn, arg), Number(opt.timeout), what)
    const url = page.url.startsWith('http') ? page.url : base + page.url

    await tab.goto(url, { waitUntil: 'commit' })
    await limit(tab.waitForFunction('window.__first', null, { timeout: 0 }), 60, 'window.bench')
    const first = await ev(() => window.__first, null, 'first frame')
    out.first = first.first
    out.slow = first.slow
    out.coverage = first.counts.cov
    out.size = await tab.evaluate('window.__h.size()')
    if (out.size[0] !== 1280 || out.size[1] !== 720)
      throw new Error(`canvas is ${out.size[0]}x${out.size[1]}, not 1280x720`)
    Object.assign(
      out,
      await tab.evaluate(
        '({ parse: window.bench.timings?.parseMs ?? null, build: window.bench.timings?.buildMs ?? null })',
      ),
    )
    const loaded = await Promise.all(seen)
    out.bytes = loaded.reduce((a, x) => a + x[1], 0)
    out.files = loaded.length
    if (opt.verbose && run === 0)
      console.error(loaded.map(x => `${x[0].replace(base, '')} ${x[1]}`).join('\n'))
    const gl0 = await tab.evaluate('({ up: __h.G.uploaded, buf: __h.G.bufBytes })')
    out.uploaded = gl0.up
    out.bufBytes = gl0.buf
    if (opt.shots && run === 0) {
      fs.mkdirSync(opt.shots, { recursive: true })
      for (const t of [0, 0.25, 1]) {
        await ev(q => window.__h.settle(q), t, 'settle')
        fs.writeFileSync(
          path.join(opt.shots, `${page.name}-${N}-${t}.png`),
          await tab.screenshot({ timeout: 60000 }),
        )
      }
    }

    const stops = first.slow ? 2 : 8
    for (let i = 0; i < stops; i++) await ev(t => window.__h.settle(t), i / stops, 'settle')
    const c0 = await cpu()
    const o = await ev(([k, b]) => window.__h.orbit(0, k, b, false), [FRAMES, BUDGET], 'orbit')
    const c1 = await cpu()
    out.frames = o.wall.length
    out.wall = median(o.wall)
    out.wall95 = pct(o.wall, 0.95)
    out.js = median(o.js)
    out.js95 = pct(o.js, 0.95)
    out.draws = median(o.draws)
    out.subDraws = median(o.sub)
    out.tris = median(o.tris)
    out.cpuRenderer = (c1.renderer - c0.renderer) / o.wall.length
    out.cpuGpu = (c1.gpu - c0.gpu) / o.wall.length
    // Same orbit with draw calls counted but not sent: the main-thread cost alone.
    const t0 = await task()
    const d = await ev(([k, b]) => window.__h.orbit(0, k, b, true), [FRAMES, BUDGET / 2], 'no-draw orbit')
    const t1 = await task()
    out.jsOnly = median(d.js)
    out.jsOnly95 = pct(d.js, 0.95)
    out.task = (t1 - t0) / (d.js.length + (first.slow ? 1 : 3))
    for (let i = 0; i < stops / 2; i++) await ev(t => window.__h.settle(t), 1 + (2 * i) / stops, 'settle')
    const c = await ev(
      ([k, b]) => window.__h.orbit(1, k, b, false),
      [Math.round(FRAMES / 2), BUDGET / 2],
      'close orbit',
    )
    out.closeWall = median(c.wall)
    out.closeWall95 = pct(c.wall, 0.95)
    out.closeTris = median(c.tris)
    out.closeDraws = median(c.draws)

    await ev(() => window.__h.settle(0), null, 'settle')
    for (const k of [1000, 10000]) {
      const r = []
      for (let i = 0; i < (first.slow ? 1 : 3); i++)
        r.push(
          await ev(
            ([ids, rgb, hue]) => window.__h.recolour(ids, rgb, hue),
            [SETS[k][i], i % 2 ? [0, 255, 255] : [255, 0, 255], i % 2 ? 'cyan' : 'mag'],
            `recolour ${k}`,
          ),
        )
      out[`recolour${k}`] = median(r.map(x => x.shown))
      out[`recolourNoDraw${k}`] = median(r.map(x => x.noDraw))
      out[`recolourApi${k}`] = median(r.map(x => x.api))
      out[`recolourUp${k}`] = median(r.map(x => x.uploaded))
      out[`recolourPx${k}`] = median(r.map(x => x.gained))
    }
    await ev(() => window.__h.settle(1), null, 'settle')
    const p = await ev(
      q => window.__h.pick(q),
      points.map(q => q.slice(0, 2)),
      'pick',
    )
    out.pickFirst = p[0][0]
    out.pick = median(p.slice(1).map(x => x[0]))
    out.pick95 = pct(
      p.slice(1).map(x => x[0]),
      0.95,
    )
    out.pickRight = p.filter((x, i) => x[1] === points[i][2]).length / p.length
    await ev(() => window.__h.settle(0), null, 'settle')
    for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage')
    const h = await cdp.send('Runtime.getHeapUsage')
    out.heap = h.usedSize + (h.backingStorageSize ?? 0)
    out.agentMem = await limit(
      tab.evaluate(async () =>
        crossOriginIsolated ? (await performance.measureUserAgentSpecificMemory()).bytes : null,
      ),
      60,
      'agent memory',
    ).catch(() => null)
    const pr = await procs()
    out.rssRenderer = Math.max(...pr.filter(x => x.type === 'renderer').map(x => rss(x.id) ?? 0))
    out.rssGpu = Math.max(...pr.filter(x => x.type === 'GPU').map(x => rss(x.id) ?? 0))
  } catch (e) {
    out.failed = String(e.message ?? e)
      .split('\n')[0]
      .slice(0, 200)
  } finally {
    if (errors.length) out.errors = errors.slice(0, 3)
    await limit(browser.close(), 20, 'close').catch(() => browser.process?.()?.kill('SIGKILL'))
  }
  return out
}

let version = null
const started = new Date().toISOString(),
  all = []
const dead = new Set()
for (let run = 0; run < RUNS; run++)
  for (const page of pages) {
    // interleaved: drift of the machine hits all pages alike
    if (dead.has(page.name)) continue
    const t = Date.now(),
      r = await once(page, run)
    all.push(r)
    if (r.failed) dead.add(page.name) // a page that cannot finish once is not tried again
    console.error(
      `n=${N} run ${run} ${page.name}: ${((Date.now() - t) / 1000).toFixed(1)} s ${r.failed ?? `first ${r.first.toFixed(0)} wall ${r.wall.toFixed(1)} js ${r.jsOnly.toFixed(2)} cover ${r.coverage} pick ${r.pickRight}`} ${r.errors ? JSON.stringify(r.errors) : ''}`,
    )
  }
server.close()
const keys = [
  ...new Set(all.flatMap(r => Object.keys(r).filter(k => typeof r[k] === 'number' && k !== 'run'))),
]
const summary = {}
for (const { name } of pages) {
  const rs = all.filter(r => r.page === name && !r.failed)
  const s = (summary[name] = {
    runs: rs.length,
    failed: all.find(r => r.page === name && r.failed)?.failed ?? null,
  })
  if (!rs.length) {
    // keep what a failed run did reach
    const f = all.find(r => r.page === name)
    for (const k of keys) if (typeof f?.[k] === 'number') s[k] = { min: f[k], median: f[k], max: f[k] }
    continue
  }
  for (const k of keys) {
    const v = rs.map(r => r[k]).filter(x => typeof x === 'number')
    if (v.length) s[k] = { min: Math.min(...v), median: median(v), max: Math.max(...v) }
  }
}
const ref = summary[opt.ref]
for (const s of Object.values(summary))
  if (ref) {
    s.ratio = {}
    for (const k of keys) if (s[k] && ref[k]?.median) s.ratio[k] = s[k].median / ref[k].median
  }
const result = {
  started,
  n: N,
  runs: RUNS,
  machine: {
    cpus: os.cpus().length,
    model: os.cpus()[0].model,
    load: os.loadavg(),
    browser: version,
    node: process.version,
  },
  dataBytes: { geojson: fs.statSync(files.geo).size, bin: fs.statSync(files.bin).size },
  ratioTo: opt.ref,
  summary,
  raw: all,
}
const outFile = opt.out ?? path.join(HERE, 'results', `n${N}.json`)
fs.mkdirSync(path.dirname(outFile), { recursive: true })
fs.writeFileSync(outFile, JSON.stringify(result, null, 1))
console.log(table(result))
console.log(`JSON: ${outFile}`)
process.exit(0)
