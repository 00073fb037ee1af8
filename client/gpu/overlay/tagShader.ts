/** Vertex shader of Tags: a quad of constant pixels beside its foot; the chip is as wide as it says, characters are square. */
export const tagVertex = /* glsl */ `
attribute vec3 foot;
attribute vec4 cell; // pixels right, width, cell of the atlas, hatched
attribute vec3 tone;
uniform vec2 uView;
uniform float uCells;
varying vec2 vUv;
varying vec2 vAt;
flat varying vec3 vTone;
flat varying vec3 vChip; // half width of a chip or 0, hatched
void main() {
  vec4 clip = projectionMatrix * viewMatrix * vec4(foot, 1.0);
  bool chip = cell.z < 0.5;
  vec2 middle = floor((clip.xy / clip.w * 0.5 + 0.5) * uView) + vec2(cell.x, 16.0);
  vAt = position.xy * vec2(cell.y, 20.0);
  vUv = vec2((cell.z + position.x + 0.5) / uCells, position.y + 0.5);
  vTone = tone;
  vChip = vec3(chip ? cell.y * 0.5 : 0.0, cell.w, 0.0);
  gl_Position = clip.w <= 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4((middle + vAt) / uView * 2.0 - 1.0, 0.0, 1.0);
}
`

/** Fragment shader of Tags: a rounded chip with a thin edge, hatched when stale; characters from the atlas. */
export const tagFragment = /* glsl */ `
uniform sampler2D uGlyphs;
varying vec2 vUv;
varying vec2 vAt;
flat varying vec3 vTone;
flat varying vec3 vChip;
void main() {
  float alpha;
  vec3 colour = vTone;
  if (vChip.x > 0.0) {
    vec2 q = abs(vAt) - vec2(vChip.x - 5.0, 5.0);
    float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - 4.5;
    alpha = clamp(0.5 - d, 0.0, 1.0);
    colour = mix(colour * 0.35, colour, clamp(-0.5 - d, 0.0, 1.0));
    colour *= 1.0 - 0.4 * vChip.y * step(0.5, fract((vAt.x + vAt.y) / 6.0));
  } else alpha = texture2D(uGlyphs, vUv).r;
  if (alpha < 0.03) discard;
  gl_FragColor = vec4(colour, alpha);
  #include <colorspace_fragment>
}
`
