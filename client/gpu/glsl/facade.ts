import { SURFACES } from '../../../geodata/paint.ts'

const codes = SURFACES.map((name, code) => `#define S_${name.toUpperCase()} ${code}`).join('\n')

/**
 * Façades by surface code. `p` is u along the wall and v above the base in metres, `w` the size of a pixel there.
 * Every pattern is box-filtered, so it fades to its mean where a pixel is larger than a window.
 */
export const facadeChunk = /* glsl */ `
${codes}
struct Facade { vec3 colour; float glass; vec3 glow; };

float band(float x, float from, float to, float width) {
  float w = max(width, 1e-4);
  float share = to - from;
  vec2 e = vec2(x - 0.5 * w, x + 0.5 * w);
  vec2 i = floor(e) * share + clamp(fract(e) - from, 0.0, share);
  return (i.y - i.x) / w;
}

vec3 litWindow(float h) { return mix(vec3(1.0, 0.62, 0.28), vec3(0.82, 0.9, 1.0), step(0.62, h)); }

// cell: size of a bay and a storey; hole: window in shares of the cell (u from, u to, v from, v to)
Facade windows(vec3 wall, vec3 pane, vec2 p, vec2 w, vec2 cell, vec4 hole, float lit, float seed) {
  vec2 q = p / cell;
  vec2 f = w / cell;
  float mask = band(q.x, hole.x, hole.y, f.x) * band(q.y, hole.z, hole.w, f.y) * step(0.0, p.y);
  float far = smoothstep(0.35, 1.1, max(f.x, f.y));
  float h = hash1(floor(q) + seed * 71.0);
  float on = mix(step(h, lit), lit, far);
  float tone = mix(0.75 + 0.5 * fract(h * 17.0), 1.0, far);
  Facade out_;
  out_.colour = mix(wall, pane * tone, mask * uDetail.x);
  out_.glass = mask * uDetail.x;
  out_.glow = litWindow(fract(h * 7.0)) * (on * mask * uDetail.w);
  return out_;
}

Facade wallOf(int code, vec3 wall, vec2 p, vec2 w, float height, float seed) {
  vec3 pane = mix(wall, vec3(0.035, 0.055, 0.075), 0.82);
  if (code == S_APARTMENT)
    return windows(wall, pane, p, w, vec2(4.4, 2.9), vec4(0.14, 0.86, 0.3, 0.82), 0.34, seed);
  if (code == S_OFFICE)
    return windows(wall, pane, p, w, vec2(3.2, 3.7), vec4(0.04, 0.96, 0.26, 0.78), 0.2, seed);
  if (code == S_GLASS)
    return windows(wall, mix(wall, vec3(0.06, 0.1, 0.13), 0.6), p, w, vec2(1.6, 3.6), vec4(0.03, 0.97, 0.05, 0.95), 0.24, seed);
  if (code == S_HOUSE)
    return windows(wall, pane, p, w, vec2(3.8, 3.0), vec4(0.3, 0.7, 0.3, 0.76), 0.3, seed);
  Facade out_ = Facade(wall, 0.0, vec3(0.0));
  if (code == S_HALL) {
    float rib = band(p.x / 1.1, 0.0, 0.3, w.x / 1.1) - 0.3;
    float plinth = 1.0 - smoothstep(1.1, 1.4, p.y);
    float shutterCell = hash1(vec2(floor(p.x / 26.0), seed * 37.0));
    float shutter = step(0.55, shutterCell) * band(p.x / 26.0, 0.36, 0.58, w.x / 26.0) * step(p.y, 5.2) * step(8.0, height);
    float strip = step(7.0, height) * (smoothstep(0.0, 0.2, p.y - height * 0.62) - smoothstep(0.0, 0.2, p.y - height * 0.62 - 1.5));
    float mullion = band(p.x / 2.4, 0.08, 0.92, w.x / 2.4);
    out_.colour *= 1.0 - uDetail.x * (0.16 * rib + 0.2 * plinth);
    out_.colour = mix(out_.colour, wall * vec3(0.5, 0.54, 0.58), shutter * 0.75 * uDetail.x);
    out_.colour = mix(out_.colour, pane, strip * mullion * 0.8 * uDetail.x);
    out_.glass = strip * mullion * uDetail.x;
    out_.glow = vec3(1.0, 0.84, 0.58) * strip * mullion * uDetail.w * (0.25 + 0.75 * step(0.45, fract(seed * 13.7)));
  }
  return out_;
}

vec3 roofOf(int code, vec3 roof, vec2 along, vec2 ground, float width, float seed) {
  if (code == S_ROOFMETAL) {
    float seam = band(along.x / 0.9, 0.0, 0.14, width / 0.9) - 0.14;
    float panel = hash1(vec2(floor(along.x / 7.2), seed * 53.0)) - 0.5;
    return roof * (1.0 - uDetail.x * (0.22 * seam + 0.07 * panel * (1.0 - smoothstep(3.0, 8.0, width))));
  }
  if (code == S_ROOFTILE) return roof * (1.0 - uDetail.x * 0.3 * (band(along.y / 0.7, 0.0, 0.25, width / 0.7) - 0.25));
  if (code == S_SKYLIGHT) return roof * (1.0 - uDetail.x * 0.35 * (band(along.x / 1.5, 0.0, 0.12, width / 1.5) - 0.12));
  float stain = noiseAt(ground, 60.0).r - 0.5 + 0.5 * (noiseAt(ground, 9.0).g - 0.5);
  return roof * (1.0 + uDetail.x * 0.22 * stain);
}
`
