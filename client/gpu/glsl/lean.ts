import { hideChunk, stateChunk } from './state.ts'

/**
 * The same world for WebGL on the processor, where every interpolated number and every power costs: tone, state and
 * haze are worked out by vertex, light by triangle. Façades and the grain of the ground are left to the near tiles.
 */
const leanChunk = /* glsl */ `
// exp(-x) for x >= 0 to within 0.002
float fade(float x) { return 1.0 / (1.0 + x * (1.0 + x * (0.48 + 0.235 * x))); }

float hazeOf(vec3 world) {
  vec3 ray = world - cameraPosition;
  float distance = length(ray);
  float thick = distance * uHazeRange.x;
  float height = max(0.0, 0.5 * (world.y + cameraPosition.y)) * uHazeRange.z;
  float hidden = uHazeRange.y * (1.0 - fade(thick * sqrt(thick) * (0.35 + 0.65 * fade(height))));
  return max(hidden, clamp((distance - 17000.0) / 15500.0, 0.0, 1.0));
}

// Between sRGB and linear light without powers, to within half a byte
vec3 linear(vec3 c) { return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878); }
vec4 shown(vec3 colour) {
  #ifdef TONE_MAPPING
  colour = toneMapping(colour);
  #endif
  vec3 a = sqrt(max(colour, 0.0));
  vec3 b = sqrt(a);
  return vec4(0.585122381 * a + 0.783140355 * b - 0.368262736 * sqrt(b), 1.0);
}
`

const lightChunk = /* glsl */ `
uniform vec3 uSunColour;
uniform vec3 uSkyLight;
uniform vec3 uGroundLight;

vec3 lightOn(vec3 normal) {
  vec3 sky = mix(uGroundLight, uSkyLight, 0.5 + 0.5 * normal.y);
  return 0.31830989 * (sky + uSunColour * max(dot(normal, uSunDirection), 0.0));
}
`

/** Buildings, lots and roads. */
export const leanSolidVertex = /* glsl */ `
${leanChunk}
varying vec3 vFrom;
varying vec4 vOwn; // colour, how hazy
varying vec3 vGlow;
#ifdef FEATURES
${stateChunk}
attribute float featureId;
uniform highp sampler2D uState;
uniform float uSelected;
uniform vec3 uMark;
flat varying float vBars;
#endif
void main() {
  vec4 world = modelMatrix * vec4(position, 1.0);
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  vFrom = world.xyz - cameraPosition;
  float code = floor(color.a * 255.0 + 0.5);
  vec3 own = linear(color.rgb);
  vGlow = vec3(0.0);
#ifdef FEATURES
  float seed = fract(featureId * 0.61803398875);
  own *= 1.0 + 0.16 * (seed - 0.5) * uDetail.x;
#endif
#ifdef DRAPE
  vGlow = own * vec3(1.0, 0.68, 0.36) * uDetail.w;
#else
  vGlow = vec3(1.0, 0.72, 0.42) * uDetail.w * 0.05;
#endif
  own = lookTone(own);
#ifdef FEATURES
  int id = int(featureId + 0.5);
  vec4 state = texelFetch(uState, ivec2(id & 1023, id >> 10), 0);
#ifndef DRAPE
  Marks marks = marksOf(state.a);
  vBars = marks.hatched;
  float strength = marks.strength * mix(1.0, 0.35, marks.outlined);
  vec3 live = linear(state.rgb);
  own = mix(own, live * (0.72 + 0.28 * own / max(max(own.r, max(own.g, own.b)), 0.05)), strength);
  float marked = float(id == int(uSelected));
  own = mix(own, uMark, marked * 0.6);
  vGlow += live * strength * 0.1 + uMark * marked * 0.25;
#endif
#endif
  vOwn = vec4(own, hazeOf(world.xyz));
  vGlow *= (1.0 - uTone.w);
  gl_Position = projectionMatrix * seen;
#ifdef DRAPE
  float nearer = code == 13.0 || code == 14.0 || code == 20.0 ? 0.0034 : 0.0022;
  vec4 pulled = projectionMatrix * vec4(seen.xyz * (1.0 - nearer), 1.0);
  gl_Position.z = pulled.z / pulled.w * gl_Position.w;
#endif
#ifdef FEATURES
${hideChunk}
#endif
}
`

export const leanSolidFragment = /* glsl */ `
${leanChunk}${lightChunk}
varying vec3 vFrom;
varying vec4 vOwn;
varying vec3 vGlow;
#if defined(FEATURES) && !defined(DRAPE)
flat varying float vBars;
#endif
void main() {
#ifdef DRAPE
  vec3 normal = vec3(0.0, 1.0, 0.0);
#else
  vec3 normal = normalize(cross(dFdx(vFrom), dFdy(vFrom)));
#endif
  vec3 own = vOwn.rgb;
#if defined(FEATURES) && !defined(DRAPE)
  vec3 at = vFrom + cameraPosition;
  own *= 1.0 - 0.45 * vBars * step(0.5, fract((at.x + at.y + at.z) / 9.0));
#endif
  vec3 colour = own * lightOn(normal) + vGlow;
  gl_FragColor = shown(mix(colour, uHaze, vOwn.a));
}
`

/** The ground: one look at its classes and one at the noise. */
export const leanTerrainVertex = /* glsl */ `
varying vec2 vPlace;
varying vec4 vLight; // light, how hazy
${leanChunk}${lightChunk}
void main() {
  vec4 world = modelMatrix * vec4(position, 1.0);
  vPlace = world.xz;
  vLight = vec4(lightOn(normalize(mat3(modelMatrix) * normal)), hazeOf(world.xyz));
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`

export const leanTerrainFragment = /* glsl */ `
${leanChunk}
varying vec2 vPlace;
varying vec4 vLight;
uniform sampler2D uGround;
uniform vec4 uGroundFrame;
uniform vec3 uFarLand;
void main() {
  vec4 close = noiseAt(vPlace, 420.0);
  vec2 at = (vPlace + 9.0 * (close.xy - 0.5) - uGroundFrame.xy) * uGroundFrame.zw;
  vec4 ground = texture2D(uGround, at);
  vec2 beyond = max(max(-at, at - 1.0) / uGroundFrame.zw, 0.0);
  ground = mix(ground, vec4(uFarLand, 1.0), min(1.0, (beyond.x + beyond.y) / 900.0));
  float mottle = (close.g - 0.5) * (0.25 + 0.85 * ground.a);
  vec3 colour = ground.rgb * (1.0 + uDetail.x * mottle) * vLight.rgb;
  gl_FragColor = shown(mix(colour, uHaze, vLight.a));
}
`
