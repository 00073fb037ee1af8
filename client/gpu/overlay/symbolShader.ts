/** Vertex shader of Symbols: a quad of constant pixels above its foot, tall enough for the stem. */
export const symbolVertex = /* glsl */ `
attribute vec3 foot;
attribute vec3 tone;
attribute vec4 sign; // glyph, size, level, flags
uniform vec2 uView;
uniform float uLift;
varying vec2 vAt;      // pixels from the middle of the glyph
varying vec3 vTone;
flat varying vec4 vSign;
varying float vStem;
flat varying vec2 vPoints; // where an arrow points on the screen
void main() {
  vSign = sign;
  float way = sign.z * 6.2831853;
  vPoints = normalize((viewMatrix * vec4(sin(way), 0.0, -cos(way), 0.0)).xy + vec2(1e-5));
  vTone = tone;
  vec4 top = viewMatrix * vec4(foot, 1.0);
  float perPixel = 2.0 * -top.z / (projectionMatrix[1][1] * uView.y);
  float lift = max(uLift / perPixel, sign.y * 0.5 + 6.0);
  float half_ = sign.y * (sign.w >= 2.0 ? 1.5 : 0.75) + 2.0;
  float down = lift;
  vec2 corner = vec2(position.x * 2.0 * half_, position.y > 0.0 ? half_ : -max(half_, down));
  vAt = corner;
  vStem = down;
  vec4 clip = projectionMatrix * top;
  clip.xy += (corner + vec2(0.0, lift)) * 2.0 / uView * clip.w;
  clip.z -= 0.0006 * clip.w;
  gl_Position = sign.y <= 0.0 || top.z > 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : clip;
}
`

/** Fragment shader of Symbols: each glyph as a signed distance in pixels, with an edge that stands on any ground. */
export const symbolFragment = /* glsl */ `
uniform float uTime;
uniform vec3 uEdge;
varying vec2 vAt;
varying vec3 vTone;
flat varying vec4 vSign;
varying float vStem;
flat varying vec2 vPoints;

float diamond(vec2 p, float r) { return (abs(p.x) + abs(p.y) - r) * 0.7071; }
float box(vec2 p, vec2 r) { vec2 q = abs(p) - r; return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0); }
float cross_(vec2 p, float r) {
  vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.7071;
  return min(box(q, vec2(r, r * 0.26)), box(q, vec2(r * 0.26, r)));
}
float triangle(vec2 p, float r) {
  p.y += r * 0.25;
  vec2 q = vec2(abs(p.x), p.y);
  return max(q.x * 0.866 + q.y * 0.5 - r * 0.62, -q.y - r * 0.55);
}

void main() {
  float r = vSign.y * 0.5;
  int glyph = int(vSign.x + 0.5);
  float d = glyph == 0 ? length(vAt) - r * 0.62
    : glyph == 1 ? box(vAt, vec2(r * 0.72))
    : glyph == 2 ? triangle(vAt, r * 1.25)
    : glyph == 3 ? diamond(vAt, r * 1.15)
    : glyph == 4 ? abs(length(vAt) - r * 0.8) - r * 0.2
    : glyph == 5 ? box(vAt, vec2(r * 0.42, r))
    : glyph == 7 ? cross_(vAt, r)
    : length(vAt) - r;
  float stale = mod(vSign.w, 2.0);
  vec3 colour = vTone;
  if (glyph == 5) {
    float filled = step(vAt.y, mix(-r, r, vSign.z));
    colour = mix(vTone * 0.22, vTone, filled);
  }
  if (glyph == 6) {
    vec2 q = vec2(vAt.x * vPoints.y - vAt.y * vPoints.x, vAt.x * vPoints.x + vAt.y * vPoints.y);
    d = max(triangle(q, r * 1.2), -triangle(q + vec2(0.0, r * 0.75), r * 0.9));
  }
  colour = mix(colour, mix(colour * 0.35, colour, step(0.5, fract((vAt.x + vAt.y) / 5.0))), stale);
  float fill = clamp(0.5 - d, 0.0, 1.0);
  float edge = clamp(2.0 - d, 0.0, 1.0);
  float stem = step(vAt.y, 0.0) * step(-vStem, vAt.y) * clamp(1.0 - abs(vAt.x), 0.0, 1.0) * 0.75;
  float halo = 0.0;
  if (vSign.w >= 2.0) {
    float wave = fract(uTime);
    halo = (1.0 - wave) * clamp(1.5 - abs(d - wave * r * 1.6), 0.0, 1.0);
  }
  float alpha = max(max(edge * 0.9, stem), halo);
  if (alpha < 0.02) discard;
  vec3 shown = mix(uEdge, colour, max(fill, max(halo, stem * (1.0 - edge))));
  gl_FragColor = vec4(shown, alpha);
  #include <colorspace_fragment>
}
`
