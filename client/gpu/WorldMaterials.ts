import { type Material, MeshLambertMaterial, ShaderMaterial } from 'three'
import { facadeChunk } from './glsl/facade.ts'
import { solidFragment, solidVertex } from './glsl/solid.ts'
import { terrainFragment, terrainVertex } from './glsl/terrain.ts'
import { noiseChunk, toneChunk } from './glsl/tone.ts'
import { waterFragment, waterVertex } from './glsl/water.ts'
import { patchShader } from './patchShader.ts'
import type { WorldUniforms } from './WorldUniforms.ts'

type Shared = WorldUniforms['shared']

/** The materials of all tiles, by the name their glTF gives them: four programs for the whole world. */
export class WorldMaterials {
  private readonly byName: Readonly<Record<string, Material>>

  constructor(shared: Shared) {
    this.byName = {
      building: solid(shared, { FEATURES: '' }),
      lot: solid(shared, { FEATURES: '', DRAPE: '' }),
      road: solid(shared, { DRAPE: '' }),
      terrain: terrain(shared),
      water: water(shared),
    }
  }

  /** Material of a mesh; an unknown name is treated as a solid without features. */
  of(name: string): Material {
    return this.byName[name] ?? this.byName.road!
  }

  dispose(): void {
    for (const material of Object.values(this.byName)) material.dispose()
  }
}

function solid(shared: Shared, defines: Record<string, string>): Material {
  const material = new MeshLambertMaterial({ vertexColors: true, flatShading: true })
  material.defines = defines
  material.onBeforeCompile = shader => {
    Object.assign(shader.uniforms, shared)
    shader.vertexShader = patchShader(shader.vertexShader, solidVertex)
    shader.fragmentShader = patchShader(shader.fragmentShader, {
      ...solidFragment,
      'void main() {': `${toneChunk}${noiseChunk}${facadeChunk}${solidFragment['void main() {']}`,
    })
  }
  material.customProgramCacheKey = () => `solid ${Object.keys(defines).join()}`
  return material
}

function terrain(shared: Shared): Material {
  const material = new MeshLambertMaterial()
  material.onBeforeCompile = shader => {
    Object.assign(shader.uniforms, shared)
    shader.vertexShader = patchShader(shader.vertexShader, terrainVertex)
    shader.fragmentShader = patchShader(shader.fragmentShader, {
      ...terrainFragment,
      'void main() {': `${toneChunk}${noiseChunk}${terrainFragment['void main() {']}`,
    })
  }
  material.customProgramCacheKey = () => 'terrain'
  return material
}

function water(shared: Shared): Material {
  return new ShaderMaterial({
    uniforms: shared,
    vertexShader: waterVertex,
    fragmentShader: `${toneChunk}${noiseChunk}${waterFragment}`,
  })
}
