import type { MeshLambertMaterial } from 'three'
import { patchShader } from '../patchShader.ts'

/** Lets a material lose its colours where a look keeps colour for the abnormal; the result is the share it keeps, 1 at first. */
export function muted(material: MeshLambertMaterial): { value: number } {
  const kept = { value: 1 }
  material.onBeforeCompile = shader => {
    shader.uniforms.uKept = kept
    shader.fragmentShader = patchShader(shader.fragmentShader, {
      'void main() {': 'uniform float uKept;\nvoid main() {',
      '#include <opaque_fragment>': `
outgoingLight = mix(vec3(dot(outgoingLight, vec3(0.2126, 0.7152, 0.0722))), outgoingLight, uKept);
#include <opaque_fragment>`,
    })
  }
  material.customProgramCacheKey = () => 'muted'
  return kept
}
