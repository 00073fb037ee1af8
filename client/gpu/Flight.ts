import type CameraControls from 'camera-controls'
import { Vector3 } from 'three'

const SHORTEST = 0.5
const LONGEST = 1.5
const eye = new Vector3()
const target = new Vector3()

/** One flight of the camera: eased from pose to pose on an arc, half a second to one and a half. */
export class Flight {
  private readonly controls: CameraControls
  private readonly from = { eye: new Vector3(), target: new Vector3() }
  private readonly to: { eye: Vector3; target: Vector3 }
  private readonly done: () => void
  private readonly seconds: number
  private readonly arc: number
  private spent = 0

  constructor(
    controls: CameraControls,
    to: readonly [number, number, number],
    at: readonly [number, number, number],
    done: () => void,
  ) {
    this.controls = controls
    this.done = done
    controls.getPosition(this.from.eye)
    controls.getTarget(this.from.target)
    this.to = { eye: new Vector3(...to), target: new Vector3(...at) }
    const way = this.from.eye.distanceTo(this.to.eye)
    this.seconds = Math.min(LONGEST, SHORTEST + way / 5_000)
    this.arc = Math.min(1_200, way * 0.12)
  }

  /** Advance by seconds; true on arrival. */
  advance(seconds: number): boolean {
    this.spent = Math.min(this.seconds, this.spent + seconds)
    const part = this.spent / this.seconds
    const t = part * part * part * (part * (part * 6 - 15) + 10)
    eye.lerpVectors(this.from.eye, this.to.eye, t)
    eye.y += this.arc * 4 * t * (1 - t)
    target.lerpVectors(this.from.target, this.to.target, t)
    void this.controls.setLookAt(eye.x, eye.y, eye.z, target.x, target.y, target.z, false)
    if (part < 1) return false
    this.done()
    return true
  }
}
