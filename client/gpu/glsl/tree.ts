/** Instanced trees: a unit form at its place, with its own turn and tone. */
export const treeVertex: Readonly<Record<string, string>> = {
  'void main() {': /* glsl */ `
attribute vec4 place; // x, y, z, height
varying vec3 vWorld;
varying vec2 vTone; // own tone, height in the tree
void main() {`,
  '#include <beginnormal_vertex>': /* glsl */ `
#include <beginnormal_vertex>
float own = fract(sin(dot(place.xz, vec2(12.9898, 78.233))) * 43758.5453);
float spin = own * 6.2832;
mat2 turn = mat2(cos(spin), sin(spin), -sin(spin), cos(spin));
objectNormal.xz = turn * objectNormal.xz;`,
  '#include <begin_vertex>': /* glsl */ `
vec3 transformed = position * place.w * vec3(0.85 + 0.3 * own, 1.0, 0.85 + 0.3 * own);
transformed.xz = turn * transformed.xz;
transformed += place.xyz;
vTone = vec2(own, position.y);`,
  '#include <worldpos_vertex>': /* glsl */ `
#include <worldpos_vertex>
vWorld = transformed;`,
}

/** The same for the fragment shader. */
export const treeFragment = {
  'void main() {': 'varying vec3 vWorld;\nvarying vec2 vTone;\nvoid main() {',
  '#include <color_fragment>': /* glsl */ `
diffuseColor.rgb *= (0.78 + 0.44 * vTone.x) * (0.62 + 0.5 * vTone.y);
diffuseColor.r *= 0.92 + 0.2 * fract(vTone.x * 7.0);`,
  '#include <opaque_fragment>': /* glsl */ `
outgoingLight = addHaze(outgoingLight, vWorld);
#include <opaque_fragment>`,
} as const
