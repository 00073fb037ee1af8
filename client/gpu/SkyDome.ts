import { BackSide, Mesh, ShaderMaterial, SphereGeometry } from 'three'
import type { WorldUniforms } from './WorldUniforms.ts'

const vertexShader = /* glsl */ `
varying vec3 vRay;
void main() {
  vRay = position;
  vec4 clip = projectionMatrix * vec4(mat3(viewMatrix) * position, 1.0);
  gl_Position = vec4(clip.xy, clip.w, clip.w);
}
`

const fragmentShader = /* glsl */ `
varying vec3 vRay;
uniform vec3 uZenith;
uniform vec3 uHorizon;
uniform vec3 uHaze;
uniform vec3 uSunDirection;
uniform vec3 uSunColour;
uniform float uGloss;
uniform vec4 uDetail;
void main() {
  vec3 ray = normalize(vRay);
  float up = max(ray.y, 0.0);
  vec3 colour = mix(mix(uHaze, uHorizon, smoothstep(0.0, 0.06, up)), uZenith, 1.0 - exp(-3.4 * up));
  float toSun = max(dot(ray, uSunDirection), 0.0);
  float halo = 0.14 * pow(toSun, 8.0) + 0.3 * pow(toSun, 90.0);
  float disc = smoothstep(0.99993, 0.99997, toSun) * 6.0;
  colour += uSunColour * uGloss * (1.0 - 0.9 * uDetail.w) * (halo * 0.45 + disc * step(-0.01, ray.y));
  gl_FragColor = vec4(colour, 1.0);
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
        vertexShader,
        fragmentShader,
        side: BackSide,
        depthWrite: false,
      }),
    )
    this.frustumCulled = false
    this.renderOrder = 900
    this.matrixAutoUpdate = false
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }
}
