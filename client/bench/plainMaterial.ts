import { type DataTexture, ShaderMaterial } from 'three'

const vertexShader = /* glsl */ `
attribute float featureId;
uniform highp sampler2D uState;
flat varying vec3 vColour;
varying vec3 vFrom;
void main() {
  int id = int(featureId + 0.5);
  vColour = texelFetch(uState, ivec2(id & 1023, id >> 10), 0).rgb;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  vFrom = (vec4(seen.xyz, 0.0) * viewMatrix).xyz;
  gl_Position = projectionMatrix * seen;
}
`

// The lights of the harness's own pages: 1.6 from everywhere, 1.8 from the sun, over pi.
const fragmentShader = /* glsl */ `
flat varying vec3 vColour;
varying vec3 vFrom;
void main() {
  vec3 normal = normalize(cross(dFdx(vFrom), dFdy(vFrom)));
  gl_FragColor = vec4(vColour * (0.5093 + 0.573 * max(dot(normal, vec3(-0.505, 0.808, 0.303)), 0.0)), 1.0);
}
`

/** What the harness asks for: each feature's colour from the state texture under one simple light, as the lean shader of the software tier works. */
export function plainMaterial(state: DataTexture): ShaderMaterial {
  return new ShaderMaterial({ uniforms: { uState: { value: state } }, vertexShader, fragmentShader })
}
