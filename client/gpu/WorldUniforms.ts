import {
  Color,
  DataTexture,
  FloatType,
  NearestFilter,
  RGBAFormat,
  type Texture,
  Vector3,
  Vector4,
} from 'three'
import type { Features } from '../../geodata/features.ts'
import type { Look } from '../look.ts'
import type { Daylight } from './daylight.ts'
import { type FeatureState, STATE_WIDTH } from './FeatureState.ts'
import { noiseTexture } from './Noise.ts'

const hazeSun = new Color()

/** Uniforms shared by every shader of the world, changed in place. */
export class WorldUniforms {
  readonly shared = {
    uTone: { value: new Vector4() },
    uTint: { value: new Color() },
    uWhite: { value: new Color() },
    uDetail: { value: new Vector4(1, 1, 3000, 0) },
    uHaze: { value: new Color() },
    uHazeSun: { value: new Color() },
    uHazeRange: { value: new Vector3(1 / 20_000, 0.9, 1 / 700) },
    uSunDirection: { value: new Vector3(0, 1, 0) },
    uSunColour: { value: new Color() },
    uSkyLight: { value: new Color() },
    uGroundLight: { value: new Color() },
    uZenith: { value: new Color() },
    uHorizon: { value: new Color() },
    uFarLand: { value: new Color() },
    uDeepWater: { value: new Color() },
    uGloss: { value: 1 },
    uTime: { value: 0 },
    uNoise: { value: noiseTexture() as Texture },
    uState: { value: null as Texture | null },
    uShape: { value: null as Texture | null },
    uSelected: { value: -1 },
    uMark: { value: new Color() },
    uGround: { value: null as Texture | null },
    uGroundFrame: { value: new Vector4() },
  }

  constructor(features: Features, state: FeatureState) {
    this.shared.uState.value = state.texture
    this.shared.uShape.value = shapeTexture(features)
  }

  /** Take over a look under a light. */
  set(look: Look, { light, direction }: Daylight): void {
    const u = this.shared
    u.uTone.value.set(look.saturation, look.contrast, look.middle, look.white)
    u.uTint.value.set(look.tint)
    u.uWhite.value.set(look.whiteColour)
    u.uDetail.value.x = look.detail
    u.uDetail.value.y = look.relief
    u.uDetail.value.w = light.night
    u.uHorizon.value.set(light.horizon)
    u.uZenith.value.set(light.zenith)
    u.uHaze.value.set(light.horizon).lerp(u.uZenith.value, 0.12)
    u.uSunColour.value.set(light.sun).multiplyScalar(light.sunStrength)
    u.uSkyLight.value.set(light.sky).multiplyScalar(light.skyStrength)
    u.uGroundLight.value.set(light.ground).multiplyScalar(light.skyStrength)
    u.uHazeSun.value
      .copy(hazeSun.set(light.sun))
      .multiplyScalar(look.realSun ? 0.12 * light.sunStrength : 0.02)
    u.uHazeRange.value.set(1 / look.hazeDistance, look.hazeMost, 1 / 700)
    u.uSunDirection.value.set(...direction)
    u.uMark.value.set(look.mark)
    u.uFarLand.value.set(look.grounds.forest)
    u.uDeepWater.value.set(look.deepWater)
    u.uGloss.value = look.gloss
  }

  dispose(): void {
    this.shared.uNoise.value.dispose()
    this.shared.uShape.value?.dispose()
  }
}

/** Base, top and middle (x, z) of every feature in metres, one RGBA32F texel by feature id. */
function shapeTexture({ count, base, top, x, z }: Features): DataTexture {
  const rows = Math.max(1, Math.ceil(count / STATE_WIDTH))
  const texels = new Float32Array(STATE_WIDTH * rows * 4)
  for (let id = 0; id < count; id++) {
    texels[id * 4] = base[id]!
    texels[id * 4 + 1] = top[id]!
    texels[id * 4 + 2] = x[id]!
    texels[id * 4 + 3] = z[id]!
  }
  const texture = new DataTexture(texels, STATE_WIDTH, rows, RGBAFormat, FloatType)
  texture.minFilter = NearestFilter
  texture.magFilter = NearestFilter
  texture.needsUpdate = true
  return texture
}
