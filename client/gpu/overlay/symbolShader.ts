/** Vertex shader of Symbols: a quad of constant pixels above its foot, tall enough for the stem, wide enough for its word. */
export const symbolVertex = /* glsl */ `
attribute vec3 foot;
attribute vec3 tone;
attribute vec4 sign; // glyph, size, level, flags
uniform vec2 uView;
uniform float uLift;
uniform float uOnTop;
uniform vec2 uWordSize;
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
  // A ring stands round the sign of the size it is told, not round a sign of its own size.
  float carried = int(sign.x + 0.5) == 8 ? sign.z : sign.y;
  float lift = max(uLift / perPixel, carried * 0.5 + 6.0);
  float half_ = sign.y * 0.75 + 8.0;
  float worded = mod(floor(sign.w / 16.0), 2.0);
  float right = max(half_, worded * (sign.y * 0.62 + uWordSize.x + 12.0));
  vec2 corner = vec2(position.x > 0.0 ? right : -half_, position.y > 0.0 ? half_ : -max(half_, lift));
  vAt = corner;
  vStem = lift;
  vec4 clip = projectionMatrix * top;
  clip.xy += (corner + vec2(0.0, lift)) * 2.0 / uView * clip.w;
  clip.z = mix(clip.z - 0.0006 * clip.w, 0.0, uOnTop);
  gl_Position = sign.y <= 0.0 || top.z > 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : clip;
}
`

/**
 * Fragment shader of Symbols: each glyph as a signed distance in pixels. Signs on top of the world have a light edge
 * within a dark one, so that they stand on a roof of any colour, their own among them.
 */
export const symbolFragment = /* glsl */ `
uniform float uTime;
uniform float uOnTop;
uniform vec3 uEdge;
uniform vec3 uLight;
uniform vec2 uWordSize;
uniform sampler2D uWord;
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
// Four arcs of a ring, open at the sides: a target, which no sign of severity looks like.
float target(vec2 p, float r) {
  float ring = abs(length(p) - r) - 1.0;
  return max(ring, 0.3 * r - min(abs(p.x), abs(p.y)) * 1.0);
}
float flag(float bits, float bit) { return mod(floor(bits / bit), 2.0); }

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
    : glyph == 8 ? target(vAt, r)
    : length(vAt) - r;
  float stale = flag(vSign.w, 1.0);
  float flash = flag(vSign.w, 2.0);
  float hollow = flag(vSign.w, 4.0);
  float core = flag(vSign.w, 8.0);
  float worded = flag(vSign.w, 16.0);
  vec3 colour = vTone;
  if (glyph == 5) {
    float filled = step(vAt.y, mix(-r, r, vSign.z));
    colour = mix(vTone * 0.22, vTone, filled);
  }
  if (glyph == 6) {
    vec2 q = vec2(vAt.x * vPoints.y - vAt.y * vPoints.x, vAt.x * vPoints.x + vAt.y * vPoints.y);
    d = max(triangle(q, r * 1.2), -triangle(q + vec2(0.0, r * 0.75), r * 0.9));
  }
  float off = flash * step(0.5, fract(uTime));
  colour = mix(colour, colour * 0.45, off);
  colour = mix(colour, mix(colour * 0.35, colour, step(0.5, fract((vAt.x + vAt.y) / 5.0))), stale);
  // Hollow: only a band inside the edge keeps the colour; a core says that it waits for its reset.
  float inside = hollow * clamp(-d - 2.6, 0.0, 1.0) * (1.0 - core * clamp(r * 0.34 - length(vAt) + 0.5, 0.0, 1.0));
  colour = mix(colour, uEdge, inside);
  float fill = clamp(0.5 - d, 0.0, 1.0);
  float stem = step(vAt.y, 0.0) * step(-vStem, vAt.y) * clamp(1.0 - abs(vAt.x), 0.0, 1.0) * 0.75;
  vec3 shown;
  float alpha;
  if (uOnTop > 0.5) {
    bool aim = glyph == 8;
    float light = clamp((aim ? 1.5 : 2.5) - d, 0.0, 1.0);
    float dark = clamp((aim ? 2.6 : 3.7) - d, 0.0, 1.0);
    stem = max(stem, 0.9 * step(vAt.y, 0.0) * step(-vStem, vAt.y) * clamp(1.4 - abs(vAt.x), 0.0, 1.0));
    if (aim) stem = 0.0;
    // An unacknowledged alarm wears a second ring; it stands still where motion is not wanted.
    float ring = flash * (1.0 - off) * clamp(1.3 - abs(d - 5.4), 0.0, 1.0);
    shown = mix(mix(uEdge, uLight, max(light, stem * (1.0 - dark))), colour, max(fill, ring));
    alpha = max(max(dark, stem), ring);
    if (worded > 0.5) {
      vec2 middle = vec2(vSign.y * 0.62 + 8.0 + uWordSize.x * 0.5, 0.0);
      float chip = clamp(0.5 - box(vAt - middle, uWordSize * 0.5 + vec2(1.0, 0.0)) , 0.0, 1.0);
      vec2 uv = (vAt - middle) / uWordSize + 0.5;
      float ink = all(greaterThan(uv, vec2(0.0))) && all(lessThan(uv, vec2(1.0))) ? texture2D(uWord, uv).r : 0.0;
      shown = mix(shown, mix(uEdge, uLight, ink), chip);
      alpha = max(alpha, chip * 0.92);
    }
  } else {
    float edge = clamp(2.0 - d, 0.0, 1.0);
    shown = mix(uEdge, colour, max(fill, stem * (1.0 - edge)));
    alpha = max(edge * 0.9, stem);
  }
  if (alpha < 0.02) discard;
  gl_FragColor = vec4(shown, alpha);
  #include <colorspace_fragment>
}
`
