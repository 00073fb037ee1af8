// Floor: raw WebGL2, prebuilt binary file, 8-byte vertices, chunk culling, colour by data texture. No library at all.

import { STEPS } from '../lib/chunks.mjs'
import { pixelRay } from '../lib/pick.mjs'
import { BASE, BG, camera, env, eye, FOV, H, makeCanvas, timings, W } from './common.js'

const lod = new URLSearchParams(location.search).has('lod') // ?lod: leave out walls under one pixel high
const canvas = makeCanvas(),
  gl = canvas.getContext('webgl2', { antialias: false, alpha: false })
const sh = (t, s) => {
  const o = gl.createShader(t)
  gl.shaderSource(o, s)
  gl.compileShader(o)
  if (!gl.getShaderParameter(o, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(o))
  return o
}
const pr = gl.createProgram()
gl.attachShader(
  pr,
  sh(
    gl.VERTEX_SHADER,
    `#version 300 es
layout(location=0) in vec4 a; uniform mat4 m; uniform vec2 c; uniform int base; uniform highp sampler2D st; out vec3 p; flat out vec3 col;
void main(){ p = vec3(a.xy * 0.02 + c, a.z * 0.02); int s = base + int(a.w); col = texelFetch(st, ivec2(s & 1023, s >> 10), 0).rgb; gl_Position = m * vec4(p, 1.0); }`,
  ),
)
gl.attachShader(
  pr,
  sh(
    gl.FRAGMENT_SHADER,
    `#version 300 es
precision highp float; in vec3 p; flat in vec3 col; out vec4 o;
void main(){ vec3 n = normalize(cross(dFdx(p), dFdy(p))); o = vec4(col * (0.5 + 0.57 * max(0.0, dot(n, vec3(-0.505, -0.303, 0.808)))), 1.0); }`,
  ),
)
gl.linkProgram(pr)
if (!gl.getProgramParameter(pr, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(pr))
gl.useProgram(pr)
const U = k => gl.getUniformLocation(pr, k),
  uM = U('m'),
  uC = U('c'),
  uB = U('base')
gl.enable(gl.DEPTH_TEST)
gl.enable(gl.CULL_FACE)
gl.clearColor(BG[0] / 255, BG[1] / 255, BG[2] / 255, 1)
gl.viewport(0, 0, W, H)
let head,
  slots,
  slotId,
  state,
  TH,
  vert,
  index,
  now = 0
async function start() {
  const t0 = performance.now()
  const buf = await (await fetch(env.binUrl)).arrayBuffer()
  timings.parseMs = performance.now() - t0
  const a = performance.now()
  const hl = new DataView(buf).getUint32(0, true)
  head = JSON.parse(new TextDecoder().decode(new Uint8Array(buf, 4, hl)))
  let o = 4 + hl
  vert = new Int16Array(buf, o, head.nv * 4)
  o += head.nv * 8
  index = new Uint16Array(buf, o, head.ni)
  o += head.ni * 2 + ((head.ni * 2) % 4)
  slotId = new Uint32Array(buf, o, head.nf)
  const vb = gl.createBuffer(),
    ib = gl.createBuffer()
  gl.bindBuffer(gl.ARRAY_BUFFER, vb)
  gl.bufferData(gl.ARRAY_BUFFER, vert, gl.STATIC_DRAW)
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, ib)
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, index, gl.STATIC_DRAW)
  for (const c of head.chunks) {
    // a VAO per chunk: uint16 indices start at 0 in each
    c.vao = gl.createVertexArray()
    gl.bindVertexArray(c.vao)
    gl.bindBuffer(gl.ARRAY_BUFFER, vb)
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, ib)
    gl.enableVertexAttribArray(0)
    gl.vertexAttribPointer(0, 4, gl.SHORT, false, 8, c.v * 8)
  }
  slots = new Uint32Array(head.nf)
  for (let i = 0; i < head.nf; i++) slots[slotId[i]] = i
  TH = Math.ceil(head.nf / 1024)
  state = new Uint8Array(1024 * TH * 4)
  for (let i = 0; i < 1024 * TH; i++) {
    state[i * 4] = BASE[0]
    state[i * 4 + 1] = BASE[1]
    state[i * 4 + 2] = BASE[2]
    state[i * 4 + 3] = 255
  }
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 1024, TH, 0, gl.RGBA, gl.UNSIGNED_BYTE, state)
  timings.buildMs = performance.now() - a
}
function viewProj(e) {
  const L = Math.hypot(...e),
    f = e.map(v => -v / L),
    r = [f[1], -f[0], 0],
    rl = Math.hypot(r[0], r[1])
  r[0] /= rl
  r[1] /= rl
  const u = [r[1] * f[2], -r[0] * f[2], r[0] * f[1] - r[1] * f[0]]
  const k = 1 / Math.tan((FOV * Math.PI) / 360),
    n = 10,
    far = 60000,
    A = (far + n) / (n - far),
    B = (2 * far * n) / (n - far)
  const d = v => -(v[0] * e[0] + v[1] * e[1] + v[2] * e[2])
  const R = [...r, d(r)].map(v => (v * k * H) / W),
    V = [...u, d(u)].map(v => v * k),
    F = [...f, d(f)] // clip.w = f.(p-e)
  const Z = F.map((v, i) => -A * v + (i === 3 ? B : 0))
  return {
    m: new Float32Array([
      R[0],
      V[0],
      Z[0],
      F[0],
      R[1],
      V[1],
      Z[1],
      F[1],
      R[2],
      V[2],
      Z[2],
      F[2],
      R[3],
      V[3],
      Z[3],
      F[3],
    ]),
    planes: [
      F.map((v, i) => v + R[i]),
      F.map((v, i) => v - R[i]),
      F.map((v, i) => v + V[i]),
      F.map((v, i) => v - V[i]),
    ],
  }
}
function frame(t) {
  now = t
  const cam = camera(t),
    e = eye(cam),
    flat = Math.sin((cam.pitch * Math.PI) / 180),
    { m, planes } = viewProj(e)
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
  gl.uniformMatrix4fv(uM, false, m)
  next: for (const c of head.chunks) {
    const b = c.b
    for (const q of planes)
      if (
        q[0] * (q[0] > 0 ? b[3] : b[0]) +
          q[1] * (q[1] > 0 ? b[4] : b[1]) +
          q[2] * (q[2] > 0 ? b[5] : b[2]) +
          q[3] <
        0
      )
        continue next
    gl.bindVertexArray(c.vao)
    gl.uniform2f(uC, c.c[0], c.c[1])
    gl.uniform1i(uB, c.f)
    if (!lod) {
      gl.drawElements(gl.TRIANGLES, c.ni, gl.UNSIGNED_SHORT, c.i * 2)
      continue
    }
    // A metre at the chunk's nearest point is `px` pixels high; walls lower than a pixel are left out, roofs stay.
    const dist = Math.max(1, Math.hypot(c.c[0] - e[0], c.c[1] - e[1], e[2]) - 300),
      px = (1080 / dist) * flat
    const s = Math.max(
        0,
        STEPS.findIndex(h => h * px < 1),
      ),
      n = c.w[s],
      all = c.w[STEPS.length - 1]
    if (s === STEPS.length - 1) gl.drawElements(gl.TRIANGLES, c.ni, gl.UNSIGNED_SHORT, c.i * 2)
    else {
      if (n) gl.drawElements(gl.TRIANGLES, n, gl.UNSIGNED_SHORT, c.i * 2)
      gl.drawElements(gl.TRIANGLES, c.ni - all, gl.UNSIGNED_SHORT, (c.i + all) * 2)
    }
  }
}
window.bench = {
  timings,
  ready: start(),
  frame,
  recolour(ids, rgb) {
    let lo = TH,
      hi = 0
    for (let i = 0; i < ids.length; i++) {
      const s = slots[ids[i]],
        y = s >> 10
      state[s * 4] = rgb[i * 3]
      state[s * 4 + 1] = rgb[i * 3 + 1]
      state[s * 4 + 2] = rgb[i * 3 + 2]
      if (y < lo) lo = y
      if (y > hi) hi = y
    }
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, lo, 1024, hi - lo + 1, gl.RGBA, gl.UNSIGNED_BYTE, state, lo * 4096)
  },
  pick(x, y) {
    // ray against the triangles of the chunks it crosses
    const e = eye(camera(now)),
      d = pixelRay(e, FOV, x, y)
    let best = Infinity,
      id = null
    for (const c of head.chunks) {
      let t0 = 0,
        t1 = best
      for (let k = 0; k < 3; k++) {
        const i = 1 / d[k],
          a = (c.b[k] - e[k]) * i,
          b = (c.b[k + 3] - e[k]) * i
        t0 = Math.max(t0, Math.min(a, b))
        t1 = Math.min(t1, Math.max(a, b))
      }
      if (t0 > t1) continue
      for (let i = c.i; i < c.i + c.ni; i += 3) {
        const A = (c.v + index[i]) * 4,
          B = (c.v + index[i + 1]) * 4,
          C = (c.v + index[i + 2]) * 4
        const ax = vert[A] * 0.02 + c.c[0] - e[0],
          ay = vert[A + 1] * 0.02 + c.c[1] - e[1],
          az = vert[A + 2] * 0.02 - e[2]
        const bx = (vert[B] - vert[A]) * 0.02,
          by = (vert[B + 1] - vert[A + 1]) * 0.02,
          bz = (vert[B + 2] - vert[A + 2]) * 0.02
        const cx = (vert[C] - vert[A]) * 0.02,
          cy = (vert[C + 1] - vert[A + 1]) * 0.02,
          cz = (vert[C + 2] - vert[A + 2]) * 0.02
        const px = d[1] * cz - d[2] * cy,
          py = d[2] * cx - d[0] * cz,
          pz = d[0] * cy - d[1] * cx,
          det = bx * px + by * py + bz * pz
        if (Math.abs(det) < 1e-12) continue
        const u = -(ax * px + ay * py + az * pz) / det
        if (u < 0 || u > 1) continue
        const qx = -(ay * bz - az * by),
          qy = -(az * bx - ax * bz),
          qz = -(ax * by - ay * bx),
          w = (d[0] * qx + d[1] * qy + d[2] * qz) / det
        if (w < 0 || u + w > 1) continue
        const t = (cx * qx + cy * qy + cz * qz) / det
        if (t > 0 && t < best) {
          best = t
          id = slotId[c.f + vert[A + 3]]
        }
      }
    }
    return id
  },
}
