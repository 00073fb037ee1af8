import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DataTexture,
  FloatType,
  Mesh,
  NearestFilter,
  RGBAFormat,
  ShaderMaterial,
  Vector2,
} from 'three'
import type { SitePoint } from '../../../models/units.ts'

/** Metres that feeders are drawn above the ground, so that they clear cars and kerbs. */
const LIFT = 7

/** Energy along feeders: ribbons of constant pixels with dashes that run with the flow. One draw call. */
export class Flows extends Mesh<BufferGeometry, ShaderMaterial> {
  private readonly state: Float32Array
  private readonly texture: DataTexture

  /** `quiet` draws them in greys: forward light, backward darker. */
  constructor(paths: readonly (readonly SitePoint[])[], quiet: boolean) {
    const state = new Float32Array(Math.max(1, paths.length) * 4)
    const texture = new DataTexture(state, Math.max(1, paths.length), 1, RGBAFormat, FloatType)
    texture.minFilter = NearestFilter
    texture.magFilter = NearestFilter
    texture.needsUpdate = true
    const material = new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: {
        uFlow: { value: texture },
        uTime: { value: 0 },
        uView: { value: new Vector2(1, 1) },
        uColour: { value: new Color(quiet ? 0xd6dde3 : 0x31c7b0) },
        uBack: { value: new Color(quiet ? 0x99a3ac : 0xf4d35e) },
      },
      transparent: true,
      depthWrite: false,
      side: 2,
    })
    super(ribbons(paths), material)
    this.state = state
    this.texture = texture
    this.frustumCulled = false
    this.renderOrder = 10
    this.onBeforeRender = renderer =>
      renderer
        .getDrawingBufferSize(material.uniforms.uView!.value as Vector2)
        .divideScalar(renderer.getPixelRatio())
  }

  /** Flow on path i: MW (negative runs backwards), and whether it is stale. */
  set(i: number, power: number, stale: boolean): void {
    const size = Math.sqrt(Math.abs(power))
    this.state[4 * i] = Math.sign(power) * (18 + 22 * Math.min(4, size))
    this.state[4 * i + 1] = Number.isNaN(power) ? 0 : 1.6 + Math.min(6, 1.5 * size)
    this.state[4 * i + 2] = stale ? 1 : 0
    this.texture.needsUpdate = true
  }

  /** Seconds that the dashes have run. */
  set time(seconds: number) {
    this.material.uniforms.uTime!.value = seconds
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
    this.texture.dispose()
  }
}

/** Two vertices a corner, told apart by `side`; `along` is the way from the start in metres. */
function ribbons(paths: readonly (readonly SitePoint[])[]): BufferGeometry {
  const position: number[] = []
  const towards: number[] = []
  const info: number[] = []
  const indices: number[] = []
  paths.forEach((path, i) => {
    let along = 0
    path.forEach((point, k) => {
      const before = path[Math.max(0, k - 1)]!
      const after = path[Math.min(path.length - 1, k + 1)]!
      if (k > 0) along += Math.hypot(point[0] - before[0], point[2] - before[2])
      const at = position.length / 3
      for (const side of [-1, 1]) {
        position.push(point[0], point[1] + LIFT, point[2])
        towards.push(after[0] - before[0], after[1] - before[1], after[2] - before[2])
        info.push(side, along, i)
      }
      if (k > 0) indices.push(at - 2, at - 1, at, at, at - 1, at + 1)
    })
  })
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(position), 3))
  geometry.setAttribute('towards', new BufferAttribute(Float32Array.from(towards), 3))
  geometry.setAttribute('info', new BufferAttribute(Float32Array.from(info), 3))
  geometry.setIndex(indices)
  return geometry
}

const VERTEX = /* glsl */ `
attribute vec3 towards;
attribute vec3 info; // side, metres along, path
uniform sampler2D uFlow;
uniform vec2 uView;
varying float vAlong;
varying float vSide;
flat varying vec4 vFlow;
void main() {
  vFlow = texelFetch(uFlow, ivec2(int(info.z + 0.5), 0), 0);
  vec4 here = projectionMatrix * viewMatrix * vec4(position, 1.0);
  vec4 there = projectionMatrix * viewMatrix * vec4(position + normalize(towards + vec3(1e-4)), 1.0);
  vec2 way = (there.xy / there.w - here.xy / here.w) * uView;
  vec2 normal = normalize(vec2(-way.y, way.x) + 1e-9);
  here.xy += normal * info.x * (vFlow.y + 1.0) / uView * here.w;
  here.z -= 0.0003 * here.w;
  vSide = info.x * (vFlow.y + 1.0);
  vAlong = info.y;
  gl_Position = vFlow.y <= 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : here;
}
`

const FRAGMENT = /* glsl */ `
uniform float uTime;
uniform vec3 uColour;
uniform vec3 uBack;
varying float vAlong;
varying float vSide;
flat varying vec4 vFlow;
void main() {
  float period = 90.0;
  float phase = fract((vAlong - uTime * vFlow.x) / period);
  float pulse = smoothstep(0.0, 0.55, phase) * (1.0 - smoothstep(0.9, 1.0, phase));
  vec3 colour = vFlow.x < 0.0 ? uBack : uColour;
  float alpha = clamp(vFlow.y + 1.0 - abs(vSide), 0.0, 1.0) * (0.28 + 0.72 * pulse);
  if (vFlow.z > 0.5) { colour = vec3(0.45); alpha *= step(0.5, fract(vAlong / 24.0)); }
  if (alpha < 0.02) discard;
  gl_FragColor = vec4(colour, alpha);
  #include <colorspace_fragment>
}
`
