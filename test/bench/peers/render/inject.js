// Runs in every page before any of its scripts. Counts GL calls the same way for all pages and drives window.bench.
;(() => {
  const G = { draws: 0, tris: 0, uploaded: 0, bufBytes: 0, texBytes: 0, drop: false, contexts: [] }
  const tri = (mode, n) => (mode === 4 ? n / 3 : mode === 5 || mode === 6 ? Math.max(0, n - 2) : 0)
  const P = WebGL2RenderingContext.prototype
  const wrap = (o, name, before) => {
    const f = o[name]
    o[name] = function (...a) {
      before(...a)
      if (!G.drop) return f.apply(this, a)
    }
  }
  wrap(P, 'drawArrays', (m, _f, n) => {
    G.draws++
    G.tris += tri(m, n)
  })
  wrap(P, 'drawElements', (m, n) => {
    G.draws++
    G.tris += tri(m, n)
  })
  wrap(P, 'drawRangeElements', (m, _s, _e, n) => {
    G.draws++
    G.tris += tri(m, n)
  })
  wrap(P, 'drawArraysInstanced', (m, _f, n, k) => {
    G.draws++
    G.tris += tri(m, n) * k
  })
  wrap(P, 'drawElementsInstanced', (m, n, _t, _o, k) => {
    G.draws++
    G.tris += tri(m, n) * k
  })
  // A multi_draw call counts as one draw call (that is its point); its sub-draws are counted apart.
  G.subDraws = 0
  const patched = new WeakSet()
  const getExtension = P.getExtension
  P.getExtension = function (name) {
    const e = getExtension.call(this, name)
    if (e && /multi_draw/i.test(name) && !patched.has(e)) {
      patched.add(e)
      const sum = (m, list, off, k) => {
        let s = 0
        for (let i = 0; i < k; i++) s += tri(m, list[off + i])
        return s
      }
      const multi = (fn, at) => {
        if (!e[fn]) return
        const f = e[fn].bind(e)
        e[fn] = (...a) => {
          const k = a[at.k]
          G.draws++
          G.subDraws += k
          G.tris += sum(a[0], a[at.c], a[at.o], k)
          if (!G.drop) f(...a)
        }
      }
      multi('multiDrawArraysWEBGL', { c: 3, o: 4, k: 5 })
      multi('multiDrawElementsWEBGL', { c: 1, o: 2, k: 6 })
    }
    return e
  }
  // Live GPU bytes as the page asked for them.
  const sizes = new WeakMap(),
    bound = new Map()
  const bindBuffer = P.bindBuffer
  P.bindBuffer = function (t, b) {
    bound.set(t, b)
    return bindBuffer.call(this, t, b)
  }
  const bindVAO = P.bindVertexArray,
    elements = new WeakMap()
  let vao = null
  P.bindVertexArray = function (v) {
    if (vao) elements.set(vao, bound.get(0x8893))
    vao = v
    bound.set(0x8893, v ? (elements.get(v) ?? null) : null)
    return bindVAO.call(this, v)
  }
  const bufferData = P.bufferData
  P.bufferData = function (...a) {
    const [t, d, , off, len] = a
    const n =
      typeof d === 'number'
        ? d
        : d == null
          ? 0
          : len
            ? len * (d.BYTES_PER_ELEMENT ?? 1)
            : d.byteLength - (off ?? 0) * (d.BYTES_PER_ELEMENT ?? 1)
    const b = bound.get(t)
    if (b) {
      G.bufBytes += n - (sizes.get(b) ?? 0)
      sizes.set(b, n)
    }
    if (typeof d !== 'number') G.uploaded += n
    return bufferData.apply(this, a)
  }
  const deleteBuffer = P.deleteBuffer
  P.deleteBuffer = function (b) {
    if (b) {
      G.bufBytes -= sizes.get(b) ?? 0
      sizes.delete(b)
    }
    return deleteBuffer.call(this, b)
  }
  const bufferSubData = P.bufferSubData
  P.bufferSubData = function (...a) {
    const [, , d, off, len] = a
    if (d)
      G.uploaded += len
        ? len * (d.BYTES_PER_ELEMENT ?? 1)
        : d.byteLength - (off ?? 0) * (d.BYTES_PER_ELEMENT ?? 1)
    return bufferSubData.apply(this, a)
  }
  for (const fn of ['texSubImage2D', 'texImage2D']) {
    const f = P[fn]
    P[fn] = function (...a) {
      const d = a.find(x => ArrayBuffer.isView(x))
      if (d) G.uploaded += d.byteLength
      return f.apply(this, a)
    }
  }

  // Same context attributes for all: no antialiasing.
  const getContext = HTMLCanvasElement.prototype.getContext
  const override = function (type, attrs) {
    if (type !== 'webgl2')
      return type === 'webgl' || type === 'experimental-webgl' ? null : getContext.call(this, type, attrs)
    const c = getContext.call(this, type, { ...attrs, antialias: false, preserveDrawingBuffer: false })
    if (c && !G.contexts.includes(c)) G.contexts.push(c)
    return c
  }
  HTMLCanvasElement.prototype.getContext = override

  const main = () =>
    G.contexts.reduce(
      (a, c) =>
        !a || c.drawingBufferWidth * c.drawingBufferHeight >= a.drawingBufferWidth * a.drawingBufferHeight
          ? c
          : a,
      null,
    )
  const px = new Uint8Array(4)
  let full = null
  function read(whole) {
    const g = main()
    const fb = g.getParameter(0x8caa),
      pb = g.getParameter(0x88ed)
    const pack = [0x0d02, 0x0d03, 0x0d04].map(k => g.getParameter(k))
    g.bindFramebuffer(0x8ca8, null)
    if (pb) g.bindBuffer(0x88eb, null)
    g.pixelStorei(0x0d02, 0)
    g.pixelStorei(0x0d03, 0)
    g.pixelStorei(0x0d04, 0)
    const w = g.drawingBufferWidth,
      h = g.drawingBufferHeight
    if (whole) {
      full ??= new Uint8Array(w * h * 4)
      g.readPixels(0, 0, w, h, 0x1908, 0x1401, full)
    } else g.readPixels(w >> 1, h >> 1, 1, 1, 0x1908, 0x1401, px)
    g.bindFramebuffer(0x8ca8, fb)
    if (pb) g.bindBuffer(0x88eb, pb)
    ;[0x0d02, 0x0d03, 0x0d04].forEach((k, i) => {
      g.pixelStorei(k, pack[i])
    })
    return full
  }
  const raf = () => new Promise(r => requestAnimationFrame(r))
  const B = () => window.bench
  const H = (window.__h = {
    G,
    size: () => [main().drawingBufferWidth, main().drawingBufferHeight, G.contexts.length],
    count() {
      // pixels: covered (not background), magenta hue, cyan hue
      const d = read(true)
      let cov = 0,
        mag = 0,
        cyan = 0
      for (let i = 0; i < d.length; i += 4) {
        const r = d[i],
          g = d[i + 1],
          b = d[i + 2]
        if (d[i + 3] > 8 && (Math.abs(r - 16) > 10 || Math.abs(g - 24) > 10 || Math.abs(b - 32) > 10)) cov++
        if (r > 30 && b > 30 && g * 2 < r && g * 2 < b) mag++
        if (g > 30 && b > 30 && r * 2 < g && r * 2 < b) cyan++
      }
      return { cov, mag, cyan }
    },
    async first() {
      // called as soon as window.bench exists
      await B().ready
      B().frame(0)
      read(false)
      const t = performance.now(),
        counts = H.count()
      B().frame(0.01)
      read(false)
      const u = performance.now()
      B().frame(0.02)
      read(false)
      H.slow = performance.now() - u > 800
      return { first: t, counts, slow: H.slow }
    },
    slow: false, // set when a frame takes over 0.8 s: fewer repeats, so that a run still ends
    async settle(t) {
      B().frame(t)
      if (B().settle) await B().settle()
      if (H.slow) return read(false)
      await raf()
      B().frame(t)
      read(false)
    },
    async orbit(from, frames, budget, drop) {
      // Up to `frames` frames over one turn; fewer, evenly spread, when they would take longer than budget ms.
      const wall = [],
        js = [],
        draws = [],
        tris = [],
        sub = []
      const one = async (f, keep) => {
        await raf()
        const d0 = G.draws,
          t0 = G.tris,
          s0 = G.subDraws
        G.drop = drop
        const a = performance.now()
        B().frame(from + f)
        const b = performance.now()
        G.drop = false
        read(false)
        const c = performance.now()
        if (keep) {
          js.push(b - a)
          wall.push(c - a)
          draws.push(G.draws - d0)
          tris.push(G.tris - t0)
          sub.push(G.subDraws - s0)
        }
        return c - a
      }
      let est = Math.max(1, await one(0.001, false))
      if (!H.slow) est = Math.max(1, await one(0.002, false), await one(0.003, false))
      const k = Math.max(H.slow ? 5 : 8, Math.min(frames, Math.floor(budget / est)))
      const start = performance.now()
      for (let i = 0; i < k; i++) {
        await one(i / k, true)
        if (performance.now() - start > budget * 2.5 && i >= 4) break
      }
      return { wall, js, draws, tris, sub, total: performance.now() - start }
    },
    async recolour(ids, rgb, hue) {
      const n = ids.length,
        ia = Uint32Array.from(ids),
        ca = new Uint8Array(n * 3)
      for (let i = 0; i < n; i++) ca.set(rgb, i * 3)
      B().frame(0)
      const before = H.count()[hue]
      const u0 = G.uploaded
      await raf()
      const a = performance.now()
      await B().recolour(ia, ca)
      const b = performance.now()
      B().frame(0)
      read(false)
      let c = performance.now()
      const up = G.uploaded - u0
      let seen = H.count()[hue]
      for (let k = 0; k < (H.slow ? 1 : 3); k++) {
        // did it arrive late?
        await raf()
        await new Promise(r => setTimeout(r, 30))
        B().frame(0)
        const now = H.count()[hue]
        if (now > seen * 1.05 + 20) {
          seen = now
          c = performance.now()
        }
      }
      // Once more with the draw calls held back: what the main thread pays on any GPU.
      await raf()
      ia.reverse()
      const e = performance.now()
      await B().recolour(ia, ca.fill(90))
      G.drop = true
      B().frame(0)
      G.drop = false
      const f = performance.now()
      read(false)
      return { api: b - a, shown: c - a, uploaded: up, gained: seen - before, noDraw: f - e }
    },
    async pick(points) {
      B().frame(1)
      read(false)
      const out = []
      for (const [x, y] of H.slow ? points.slice(0, 6) : points) {
        await raf()
        const a = performance.now()
        const id = await B().pick(x, y)
        out.push([performance.now() - a, id ?? null])
      }
      return out
    },
  })
  document.addEventListener('DOMContentLoaded', () => {
    let cb
    const t = setInterval(() => {
      if (window.bench && !cb) {
        cb = 1
        clearInterval(t)
        window.__first = H.first()
        window.__first.catch(() => {})
      }
    }, 4)
  })
})()
