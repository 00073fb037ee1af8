import type { ShaderMaterial } from 'three'

/** Let a shader with a cheaper way (`#ifdef LEAN`) take it or leave it; compiled anew only when that changes. */
export function setLean(material: ShaderMaterial, lean: boolean): void {
  if ('LEAN' in material.defines === lean) return
  if (lean) material.defines.LEAN = ''
  else delete material.defines.LEAN
  material.needsUpdate = true
}
