/** What alpha of the state texture holds (gpu/FeatureState.ts). */
export const stateChunk = /* glsl */ `
struct Marks { float hatched; float outlined; float hidden; float strength; };
Marks marksOf(float alpha) {
  float packed = floor(alpha * 255.0 + 0.5);
  float hatched = step(127.5, packed);
  packed -= 128.0 * hatched;
  float outlined = step(63.5, packed);
  packed -= 64.0 * outlined;
  float hidden = step(31.5, packed);
  return Marks(hatched, outlined, hidden, (packed - 32.0 * hidden) / 31.0);
}
`

/** Puts the corners of a hidden feature beyond the picture, all of them in one point. */
export const hideChunk = /* glsl */ `
if (marksOf(state.a).hidden > 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
`

/** The same in three.js' depth shader, for shadows. */
export const shadowVertex = {
  'void main() {': /* glsl */ `
${stateChunk}
attribute float featureId;
uniform highp sampler2D uState;
void main() {`,
  '#include <project_vertex>': /* glsl */ `
#include <project_vertex>
int id = int(featureId + 0.5);
vec4 state = texelFetch(uState, ivec2(id & 1023, id >> 10), 0);
${hideChunk}`,
} as const
