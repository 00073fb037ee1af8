import { BackSide, Mesh, ShaderMaterial, SphereGeometry } from 'three'
import { setLean } from './setLean.ts'
import type { WorldUniforms } from './WorldUniforms.ts'

/** Colour of the sky in a direction; by pixel, or by corner of the dome (without the sun's disc) where pixels are dear. */
const skyChunk = /* glsl */ `
uniform vec3 uZenith;
uniform vec3 uHorizon;
uniform vec3 uHaze;
uniform vec3 uSunDirection;
uniform vec3 uSunColour;
uniform float uGloss;
uniform vec4 uDetail;
vec3 skyAt(vec3 ray, float sharp) {
  float up = max(ray.y, 0.0);
  vec3 colour = mix(mix(uHaze, uHorizon, smoothstep(0.0, 0.06, up)), uZenith, 1.0 - exp(-3.4 * up));
  float toSun = max(dot(ray, uSunDirection), 0.0);
  float halo = 0.14 * pow(toSun, 8.0) + 0.3 * pow(toSun, 90.0);
  float disc = sharp * smoothstep(0.99993, 0.99997, toSun) * 6.0;
  return colour + uSunColour * uGloss * (1.0 - 0.9 * uDetail.w) * (halo * 0.45 + disc * step(-0.01, ray.y));
}
`

const vertexShader = /* glsl */ `
varying vec3 vRay;
void main() {
#ifdef LEAN
  vRay = skyAt(position, 0.0);
#else
  vRay = position;
#endif
  vec4 clip = projectionMatrix * vec4(mat3(viewMatrix) * position, 1.0);
  gl_Position = vec4(clip.xy, clip.w, clip.w);
}
`

const fragmentShader = /* glsl */ `
varying vec3 vRay;
void main() {
#ifdef LEAN
  gl_FragColor = vec4(vRay, 1.0);
#else
  gl_FragColor = vec4(skyAt(normalize(vRay), 1.0), 1.0);
#endif
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}
`

/** The sky behind everything: gradient, halo and disc of the sun, in the colours of the light. */
export class SkyDome extends Mesh<SphereGeometry, ShaderMaterial> {
  constructor(uniforms: WorldUniforms) {
    super(
      new SphereGeometry(1, 48, 24),
      new ShaderMaterial({
        uniforms: uniforms.shared,
        vertexShader: skyChunk + vertexShader,
        fragmentShader: skyChunk + fragmentShader,
        side: BackSide,
        depthWrite: false,
      }),
    )
    this.frustumCulled = false
    this.renderOrder = 900
    this.matrixAutoUpdate = false
  }

  /** Spend less on it, for WebGL on the processor. */
  set lean(lean: boolean) {
    setLean(this.material, lean)
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }
}
