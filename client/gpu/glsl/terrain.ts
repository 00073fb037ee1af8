/** The ground: what is put in place of parts of three.js' Lambert vertex shader. */
export const terrainVertex: Readonly<Record<string, string>> = {
  'void main() {': `varying vec3 vWorld;\nvoid main() {`,
  '#include <worldpos_vertex>': /* glsl */ `
#include <worldpos_vertex>
vWorld = (modelMatrix * vec4(transformed, 1.0)).xyz;`,
}

/** The same for its fragment shader. Alpha of the ground texture tells how woody the place is. */
export const terrainFragment = {
  'void main() {': /* glsl */ `
varying vec3 vWorld;
uniform sampler2D uGround;
uniform vec4 uGroundFrame; // min x, min z, 1 / width, 1 / depth
uniform vec3 uFarLand;
void main() {`,
  '#include <color_fragment>': /* glsl */ `
bool lean = uDetail.z < 600.0; // software WebGL: each look-up costs
vec4 wide = vec4(0.5);
vec4 close = noiseAt(vWorld.xz, lean ? 420.0 : 210.0);
if (!lean) wide = noiseAt(vWorld.xz, 1900.0);
vec2 at = (vWorld.xz + 9.0 * (close.xy - 0.5) - uGroundFrame.xy) * uGroundFrame.zw;
vec4 ground = texture2D(uGround, at);
vec2 beyond = max(max(-at, at - 1.0) / uGroundFrame.zw, 0.0);
ground = mix(ground, vec4(uFarLand, 1.0), smoothstep(0.0, 900.0, beyond.x + beyond.y));
float wood = ground.a;
float mottle = (close.g - 0.5) * mix(0.25, 1.1, wood);
if (!lean) {
  float grain = noiseAt(vWorld.xz, 46.0).b - 0.5;
  float canopy = 0.0;
  if (uDetail.z > 1500.0) {
    vec2 lit = uSunDirection.xz / max(length(uSunDirection.xz), 0.01);
    canopy = noiseAt(vWorld.xz, 110.0).b - noiseAt(vWorld.xz + lit * 1.4, 110.0).b;
    canopy += 0.7 * (noiseAt(vWorld.xz, 520.0).b - noiseAt(vWorld.xz + lit * 7.0, 520.0).b);
  }
  mottle = -wood * 1.9 * canopy + wood * (0.75 * grain + 0.75 * (close.g - 0.5) + 0.5 * (wide.r - 0.5)) + (1.0 - wood) * (0.16 * grain + 0.22 * (close.r - 0.5));
}
vec3 own = ground.rgb * (1.0 + uDetail.x * mottle) * (1.0 + 0.12 * wood * uDetail.x * vec3(wide.g - 0.5, 0.0, wide.b - 0.5));
diffuseColor.rgb = own;
diffuseColor.a = 1.0;
vec3 glow = vec3(0.0);`,
  '#include <opaque_fragment>': /* glsl */ `
outgoingLight = addHaze(outgoingLight, vWorld);
#include <opaque_fragment>`,
} as const
