/** Uniforms of the look, its tone curve, and the haze; for every fragment shader of the world. */
export const toneChunk = /* glsl */ `
uniform vec4 uTone;      // saturation, contrast, middle, share of white
uniform vec3 uTint;
uniform vec3 uWhite;
uniform vec4 uDetail;    // strength, relief, reach in metres, night
uniform vec3 uHaze;
uniform vec3 uHazeSun;
uniform vec3 uHazeRange; // 1 / distance, most, 1 / scale height
uniform vec3 uSunDirection;

vec3 lookTone(vec3 colour) {
  float l = max(dot(colour, vec3(0.2126, 0.7152, 0.0722)), 1e-3);
  float s = sqrt(l);
  float t = max(uTone.z + (s - uTone.z) * uTone.y, 0.02);
  vec3 toned = mix(vec3(l), colour, uTone.x) * (t * t / l) * uTint;
  return mix(toned, uWhite * (0.82 + 0.18 * s), uTone.w);
}

float hazeAt(vec3 world) {
  float distance = length(world - cameraPosition);
  float thick = distance * uHazeRange.x;
  float height = max(0.0, 0.5 * (world.y + cameraPosition.y)) * uHazeRange.z;
  float hidden = uHazeRange.y * (1.0 - exp(-thick * sqrt(thick) * (0.35 + 0.65 * exp(-height))));
  return max(hidden, smoothstep(17000.0, 32500.0, distance));
}

vec3 addHaze(vec3 colour, vec3 world) {
  float glow = pow(max(dot(normalize(world - cameraPosition), uSunDirection), 0.0), 6.0);
  return mix(colour, uHaze + uHazeSun * glow, hazeAt(world));
}
`

/** Noise by texture: mipmapped, so that it never shimmers. */
export const noiseChunk = /* glsl */ `
uniform sampler2D uNoise;
vec4 noiseAt(vec2 metres, float period) { return texture2D(uNoise, metres / period); }
float hash1(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
`
