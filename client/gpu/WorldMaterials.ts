import { type Material, MeshDepthMaterial, MeshLambertMaterial, ShaderMaterial } from 'three'
import { facadeChunk } from './glsl/facade.ts'
import { leanSolidFragment, leanSolidVertex, leanTerrainFragment, leanTerrainVertex } from './glsl/lean.ts'
import { solidFragment, solidVertex } from './glsl/solid.ts'
import { shadowVertex } from './glsl/state.ts'
import { terrainFragment, terrainVertex } from './glsl/terrain.ts'
import { noiseChunk, toneChunk } from './glsl/tone.ts'
import { waterFragment, waterVertex } from './glsl/water.ts'
import { patchShader } from './patchShader.ts'
import { setLean } from './setLean.ts'
import type { WorldUniforms } from './WorldUniforms.ts'

type Shared = WorldUniforms['shared']

/** A shader in two parts. */
interface Program {
  readonly vertex: string
  readonly fragment: string
}

/** The materials of all tiles, by the name their glTF gives them: a handful of programs for the whole world. */
export class WorldMaterials {
  private readonly byName: Readonly<Record<string, Material>>
  private readonly thrifty: readonly Thrifty[]
  private readonly far: Material
  private readonly water: ShaderMaterial
  private readonly shadow: MeshDepthMaterial

  constructor(shared: Shared) {
    const building = new Thrifty(shared, { FEATURES: '' }, solid, null)
    const far = new Thrifty(shared, { FEATURES: '' }, solid, leanSolid)
    const lot = new Thrifty(shared, { FEATURES: '', DRAPE: '' }, solid, leanSolid)
    const road = new Thrifty(shared, { DRAPE: '' }, solid, leanSolid)
    const terrain = new Thrifty(shared, {}, rolling, leanRolling)
    this.thrifty = [far, lot, road, terrain]
    this.far = far
    this.water = water(shared)
    this.shadow = shadowOfBuildings(shared)
    this.byName = { building, lot, road, terrain, water: this.water }
  }

  /** Material of a mesh; an unknown name is treated as a solid without features. `far`: buildings without façades. */
  of(name: string, far = false): Material {
    if (far && name === 'building') return this.far
    return this.byName[name] ?? this.byName.road!
  }

  /** Hidden buildings throw no shadow. */
  shadowOf(name: string): Material | undefined {
    return name === 'building' ? this.shadow : undefined
  }

  /** Spend less on what is far, for WebGL on the processor. */
  set lean(lean: boolean) {
    for (const material of this.thrifty) material.lean = lean
    setLean(this.water, lean)
  }

  dispose(): void {
    for (const material of [...Object.values(this.byName), this.far, this.shadow]) material.dispose()
  }
}

/** Lambert's material with the world's shader in it, and a cheaper shader to change to. */
class Thrifty extends MeshLambertMaterial {
  private spare = false

  constructor(
    shared: Shared,
    defines: Record<string, string>,
    full: (three: Program) => Program,
    thin: (() => Program) | null,
  ) {
    super(full === solid ? { vertexColors: true, flatShading: true } : {})
    this.defines = defines
    this.onBeforeCompile = shader => {
      Object.assign(shader.uniforms, shared)
      const three = { vertex: shader.vertexShader, fragment: shader.fragmentShader }
      const { vertex, fragment } = this.spare && thin ? thin() : full(three)
      Object.assign(shader, { vertexShader: vertex, fragmentShader: fragment })
    }
    const name = `${full.name} ${Object.keys(defines).join()}`
    this.customProgramCacheKey = () => `${name} ${this.spare}`
  }

  set lean(lean: boolean) {
    if (lean === this.spare) return
    this.spare = lean
    this.needsUpdate = true
  }
}

function solid({ vertex, fragment }: Program): Program {
  return {
    vertex: patchShader(vertex, solidVertex),
    fragment: patchShader(fragment, {
      ...solidFragment,
      'void main() {': `${toneChunk}${noiseChunk}${facadeChunk}${solidFragment['void main() {']}`,
    }),
  }
}

function rolling({ vertex, fragment }: Program): Program {
  return {
    vertex: patchShader(vertex, terrainVertex),
    fragment: patchShader(fragment, {
      ...terrainFragment,
      'void main() {': `${toneChunk}${noiseChunk}${terrainFragment['void main() {']}`,
    }),
  }
}

function leanSolid(): Program {
  return { vertex: toneChunk + leanSolidVertex, fragment: toneChunk + leanSolidFragment }
}

function leanRolling(): Program {
  return { vertex: toneChunk + leanTerrainVertex, fragment: toneChunk + noiseChunk + leanTerrainFragment }
}

function shadowOfBuildings(shared: Shared): MeshDepthMaterial {
  const material = new MeshDepthMaterial()
  material.onBeforeCompile = shader => {
    Object.assign(shader.uniforms, { uState: shared.uState })
    shader.vertexShader = patchShader(shader.vertexShader, shadowVertex)
  }
  return material
}

function water(shared: Shared): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: shared,
    vertexShader: waterVertex,
    fragmentShader: `${toneChunk}${noiseChunk}${waterFragment}`,
  })
}
