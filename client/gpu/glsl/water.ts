/** Sea and streams. */
export const waterVertex = /* glsl */ `
varying vec3 vWorld;
void main() {
  vec4 world = modelMatrix * vec4(position, 1.0);
  vWorld = world.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`

/** Colour of the depth, mirror of the sky by Schlick's fresnel, glint of the sun on small waves. */
export const waterFragment = /* glsl */ `
varying vec3 vWorld;
uniform sampler2D uGround;
uniform vec4 uGroundFrame;
uniform vec3 uDeepWater;
uniform vec3 uSunColour;
uniform vec3 uZenith;
uniform vec3 uHorizon;
uniform float uGloss;
uniform float uTime;

void main() {
  vec3 ray = vWorld - cameraPosition;
  float away = length(ray);
  ray /= away;
  vec2 at = (vWorld.xz - uGroundFrame.xy) * uGroundFrame.zw;
  vec2 beyond = max(max(-at, at - 1.0) / uGroundFrame.zw, 0.0);
  vec3 own = mix(texture2D(uGround, at).rgb, uDeepWater, smoothstep(0.0, 900.0, beyond.x + beyond.y));
  vec2 drift = vec2(uTime * 0.6, uTime * 0.35);
  vec2 swell = noiseAt(vWorld.xz + drift, 390.0).rg + noiseAt(vWorld.zx - drift, 97.0).ba - 1.0;
#ifdef LEAN
  vec2 ripple = vec2(0.0);
#else
  vec2 ripple = noiseAt(vWorld.xz - drift * 0.7, 31.0).gb - 0.5;
#endif
  float calm = 1.0 / (1.0 + away / 2500.0);
  vec2 tilt = 0.05 * swell * (0.3 + 0.7 * calm) + 0.12 * ripple * calm;
  vec3 normal = normalize(vec3(tilt.x, 1.0, tilt.y));
  vec3 bounce = reflect(ray, normal);
  float grazing = clamp(1.0 - dot(-ray, normal), 0.0, 1.0);
  float fresnel = 0.02 + 0.98 * grazing * grazing * grazing * grazing * grazing;
  vec3 sky = mix(uHorizon, uZenith, sqrt(clamp(bounce.y, 0.0, 1.0)));
  float daylightLevel = clamp(dot(uHorizon, vec3(0.333)) * 1.5 + 0.08, 0.06, 1.0);
#ifdef LEAN
  float sparkle = 0.0;
  float streak = max(dot(bounce, uSunDirection), 0.0);
  streak *= streak;
  streak *= streak;
  streak *= streak;
  streak *= streak * streak;
#else
  float sparkle = pow(max(dot(bounce, uSunDirection), 0.0), mix(90.0, 420.0, calm));
  float streak = pow(max(dot(bounce, uSunDirection), 0.0), 24.0);
#endif
  vec3 colour = mix(own * daylightLevel, sky, fresnel * 0.72 * uGloss);
  colour *= 1.0 + 0.1 * uGloss * (swell.x + swell.y);
  colour += uSunColour * uGloss * (0.5 * sparkle + 0.035 * streak);
  gl_FragColor = vec4(addHaze(colour, vWorld), 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}
`
