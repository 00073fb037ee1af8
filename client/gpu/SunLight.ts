import { DirectionalLight, Group, HemisphereLight, type PerspectiveCamera, Vector3 } from 'three'
import type { Daylight } from './daylight.ts'

const right = new Vector3()
const up = new Vector3()

/** Sun and sky light, and the shadow that follows what the camera looks at. */
export class SunLight extends Group {
  private readonly sun = new DirectionalLight()
  private readonly sky = new HemisphereLight()
  private readonly direction = new Vector3(0, 1, 0)
  private readonly centre = new Vector3()
  private reach = 0

  constructor() {
    super()
    this.sun.shadow.bias = -0.0004
    this.sun.shadow.normalBias = 0.4
    this.sun.shadow.autoUpdate = false
    this.add(this.sun, this.sun.target, this.sky)
  }

  set({ light, direction }: Daylight): void {
    this.sun.color.set(light.sun)
    this.sun.intensity = light.sunStrength
    this.sky.color.set(light.sky)
    this.sky.groundColor.set(light.ground)
    this.sky.intensity = light.skyStrength
    this.direction.set(...direction)
    this.reach = 0
  }

  /** Edge of the shadow map in texels, 0 for no shadow. */
  setShadow(size: number): void {
    this.sun.castShadow = size > 0
    if (this.sun.shadow.mapSize.x === size || size === 0) return
    this.sun.shadow.mapSize.set(size, size)
    this.sun.shadow.map?.dispose()
    this.sun.shadow.map = null
    this.reach = 0
  }

  /** Ask for the shadow to be drawn again with the next frame: something that casts it has changed. */
  refresh(): void {
    this.sun.shadow.needsUpdate = true
  }

  /** Let the shadow cover the ground around `target` as far as the camera sees it well. */
  follow(camera: PerspectiveCamera, target: Vector3): void {
    if (!this.sun.castShadow) return
    const wanted = Math.min(5_000, Math.max(180, camera.position.distanceTo(target) * 1.15))
    const off = Math.hypot(this.centre.x - target.x, this.centre.z - target.z)
    if (this.reach > 0 && Math.abs(wanted - this.reach) < this.reach * 0.2 && off < this.reach * 0.15) return
    this.reach = wanted
    this.centre.copy(target)
    this.snap()
    const { shadow } = this.sun
    const far = this.reach * 2 + 2_000
    this.sun.target.position.copy(this.centre)
    this.sun.position
      .copy(this.direction)
      .multiplyScalar(far / 2)
      .add(this.centre)
    Object.assign(shadow.camera, {
      left: -this.reach,
      right: this.reach,
      top: this.reach,
      bottom: -this.reach,
    })
    shadow.camera.near = 1
    shadow.camera.far = far
    shadow.camera.updateProjectionMatrix()
    shadow.normalBias = (this.reach / shadow.mapSize.x) * 1.6
    shadow.radius = 2
    this.updateMatrixWorld(true)
    shadow.needsUpdate = true
  }

  /** Move the centre to whole texels, so that edges of shadows stand still while the camera moves. */
  private snap(): void {
    const texel = (2 * this.reach) / this.sun.shadow.mapSize.x
    right.set(this.direction.z, 0, -this.direction.x).normalize()
    up.crossVectors(this.direction, right).normalize()
    for (const axis of [right, up]) {
      const at = this.centre.dot(axis)
      this.centre.addScaledVector(axis, Math.round(at / texel) * texel - at)
    }
  }

  override dispose(): void {
    this.sun.dispose()
    this.sky.dispose()
  }
}
