import type CameraControls from 'camera-controls'
import { Vector3 } from 'three'

const SHORTEST = 0.5
const LONGEST = 1.5
const eye = new Vector3()
const target = new Vector3()

/** Share of the way after a share of the time. */
const EASES = {
  smooth: (part: number) => part * part * part * (part * (part * 6 - 15) + 10),
  linear: (part: number) => part,
} as const

export interface FlightPlan {
  /** Seconds on the way; half a second to one and a half, by the distance, without it. */
  readonly seconds?: number
  readonly ease?: keyof typeof EASES
}

/** One flight of the camera: from pose to pose on an arc, ending at its pose exactly. */
export class Flight {
  private readonly controls: CameraControls
  private readonly from = { eye: new Vector3(), target: new Vector3() }
  private readonly to: { eye: Vector3; target: Vector3 }
  private readonly seconds: number
  private readonly ease: (part: number) => number
  private readonly arc: number
  private spent = 0

  constructor(
    controls: CameraControls,
    to: readonly [number, number, number],
    at: readonly [number, number, number],
    { seconds, ease = 'smooth' }: FlightPlan,
  ) {
    this.controls = controls
    controls.getPosition(this.from.eye)
    controls.getTarget(this.from.target)
    this.to = { eye: new Vector3(...to), target: new Vector3(...at) }
    const way = this.from.eye.distanceTo(this.to.eye)
    this.seconds = seconds ?? Math.min(LONGEST, SHORTEST + way / 5_000)
    this.ease = EASES[ease]
    this.arc = Math.min(1_200, way * 0.12)
  }

  /** Advance by seconds; true on arrival. */
  advance(seconds: number): boolean {
    this.spent = Math.min(this.seconds, this.spent + seconds)
    const part = this.seconds > 0 ? this.spent / this.seconds : 1
    if (part >= 1) {
      void this.controls.setLookAt(...this.to.eye.toArray(), ...this.to.target.toArray(), false)
      return true
    }
    const t = this.ease(part)
    eye.lerpVectors(this.from.eye, this.to.eye, t)
    eye.y += this.arc * 4 * t * (1 - t)
    target.lerpVectors(this.from.target, this.to.target, t)
    void this.controls.setLookAt(eye.x, eye.y, eye.z, target.x, target.y, target.z, false)
    return false
  }
}
