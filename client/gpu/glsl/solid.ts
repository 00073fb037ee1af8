import { hideChunk, stateChunk } from './state.ts'

/** Buildings, lots and roads: what is put in place of parts of three.js' Lambert vertex shader. */
export const solidVertex: Readonly<Record<string, string>> = {
  'void main() {': /* glsl */ `
varying vec3 vWorld;
flat varying float vCode;
#ifdef FEATURES
${stateChunk}
attribute float featureId;
uniform highp sampler2D uState;
uniform highp sampler2D uShape;
uniform float uSelected;
flat varying float vMarked;
flat varying vec4 vState;
flat varying vec3 vShape; // base, top, seed
flat varying vec2 vMiddle; // where the pattern of walls is counted from
#endif
void main() {`,
  // Tiles carry no normals: triangles are flat, and the fragment shader derives them.
  '#include <beginnormal_vertex>': 'vec3 objectNormal = vec3(0.0, 1.0, 0.0);',
  '#include <worldpos_vertex>': /* glsl */ `
#include <worldpos_vertex>
vWorld = (modelMatrix * vec4(transformed, 1.0)).xyz;
#ifdef USE_COLOR_ALPHA
vCode = floor(color.a * 255.0 + 0.5);
#else
vCode = 0.0;
#endif
#ifdef FEATURES
int id = int(featureId + 0.5);
vMarked = float(id == int(uSelected));
ivec2 texel = ivec2(id & 1023, id >> 10);
vState = texelFetch(uState, texel, 0);
vec4 shape = texelFetch(uShape, texel, 0);
vShape = vec3(shape.rg, fract(featureId * 0.61803398875));
vMiddle = shape.ba;
#endif
#ifdef DRAPE
float nearer = vCode == 13.0 || vCode == 14.0 || vCode == 20.0 ? 0.0034 : 0.0022;
vec4 pulled = projectionMatrix * vec4(mvPosition.xyz * (1.0 - nearer), 1.0);
gl_Position.z = pulled.z / pulled.w * gl_Position.w;
#endif
#ifdef FEATURES
vec4 state = vState;
${hideChunk}
#endif`,
}

/** The same for its fragment shader. */
export const solidFragment = {
  'void main() {': /* glsl */ `
varying vec3 vWorld;
flat varying float vCode;
uniform vec3 uHorizon;
uniform vec3 uZenith;
#ifdef FEATURES
${stateChunk}
flat varying vec4 vState;
flat varying vec3 vShape;
flat varying vec2 vMiddle;
flat varying float vMarked;
uniform vec3 uMark;
#endif
void main() {`,
  '#include <color_fragment>': /* glsl */ `
vec3 own = pow(vColor.rgb, vec3(2.2)); // tiles carry sRGB bytes
int code = int(vCode + 0.5);
vec3 face = inverseTransformDirection(cross(dFdx(vViewPosition), dFdy(vViewPosition)), viewMatrix);
float away = distance(vWorld, cameraPosition);
float seed = 0.5;
vec3 glow = vec3(0.0);
float glass = 0.0;
#ifdef FEATURES
seed = vShape.z;
own *= 1.0 + 0.16 * (seed - 0.5) * uDetail.x;
#endif
if (away < uDetail.z) {
#ifndef DRAPE
  // Near the building the numbers are small: a trembling normal then moves the pattern by less than a centimetre.
  vec2 near = vWorld.xz - vMiddle;
  vec2 slope = vec2(-face.z, face.x) / max(length(face.xz), 1e-3);
  vec2 along = abs(face.y) > 0.98 ? near : vec2(dot(near, slope), vWorld.y);
  vec2 pixel = fwidth(along);
  if (abs(face.y) < 0.3) {
    Facade facade = wallOf(code, own, vec2(along.x, vWorld.y - vShape.x), pixel, vShape.y - vShape.x, seed);
    own = facade.colour;
    glow = facade.glow;
    glass = facade.glass;
  } else own = roofOf(code, own, along, vWorld.xz, max(pixel.x, pixel.y), seed);
#else
  own *= 1.0 + uDetail.x * (0.16 * (noiseAt(vWorld.xz, 70.0).r - 0.5) + 0.1 * (noiseAt(vWorld.xz, 7.0).g - 0.5));
#endif
} else if (uDetail.w > 0.0 && abs(face.y) < 0.3) {
  glow = vec3(1.0, 0.72, 0.42) * uDetail.w * (code == S_APARTMENT ? 0.11 : code == S_OFFICE || code == S_GLASS ? 0.08 : 0.02);
}
#ifdef DRAPE
vec2 lamp = vWorld.xz / 34.0;
vec2 offset = fract(lamp) - 0.5 - 0.3 * (vec2(hash1(floor(lamp)), hash1(floor(lamp) + 7.0)) - 0.5);
glow = own * vec3(1.0, 0.68, 0.36) * uDetail.w * (0.5 + 2.4 * exp(-14.0 * dot(offset, offset)));
#endif
vec3 toned = lookTone(own);
#ifdef FEATURES
#ifndef DRAPE
float foot = vWorld.y - vShape.x;
toned *= 1.0 - uDetail.y * 0.34 * exp(-max(foot, 0.0) / 4.0) * step(abs(face.y), 0.5);
#endif
Marks marks = marksOf(vState.a);
float strength = marks.strength;
#ifndef DRAPE
// The rims of walls above and below, two pixels at least; what lies flat carries a breath of the colour.
float rim = max(1.1, 2.2 * fwidth(vWorld.y));
float edged = step(abs(face.y), 0.5) * max(step(vShape.y - vWorld.y, rim), step(vWorld.y - vShape.x, rim));
#else
float edged = 0.0;
#endif
strength *= mix(1.0, mix(0.2, 1.0, edged), marks.outlined);
float bar = mix(1.0, step(0.5, fract((vWorld.x + vWorld.y + vWorld.z) / 9.0)), marks.hatched);
vec3 live = pow(vState.rgb, vec3(2.2));
toned = mix(toned, live * (0.72 + 0.28 * toned / max(max(toned.r, max(toned.g, toned.b)), 0.05)), strength * mix(0.35, 1.0, bar));
glow += live * strength * 0.1 * bar;
toned = mix(toned, uMark, vMarked * 0.6);
glow += uMark * vMarked * 0.25;
#endif
diffuseColor.rgb = toned;
diffuseColor.a = 1.0;`,
  '#include <opaque_fragment>': /* glsl */ `
if (glass > 0.01) {
  vec3 bounce = reflect(normalize(vWorld - cameraPosition), face);
  float mirror = 0.05 + 0.6 * pow(1.0 - abs(dot(bounce, face)), 4.0);
  vec3 sky = mix(uHorizon, uZenith, clamp(bounce.y * 1.6, 0.0, 1.0));
  outgoingLight = mix(outgoingLight, lookTone(sky), glass * mirror * (1.0 - uTone.w));
}
outgoingLight = addHaze(outgoingLight + glow * (1.0 - uTone.w), vWorld);
#include <opaque_fragment>`,
} as const
