import CameraControls from 'camera-controls'
import {
  Box3,
  Matrix4,
  type PerspectiveCamera,
  Quaternion,
  Ray,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from 'three'
import { heightAt } from '../../geodata/heights.ts'
import type { HeightField } from '../../geodata/world.ts'
import { Flight, type FlightPlan } from './Flight.ts'
import { rayGround } from './rayGround.ts'

CameraControls.install({
  THREE: { Vector2, Vector3, Vector4, Quaternion, Matrix4, Spherical, Box3, Sphere, Raycaster },
})

const { ACTION } = CameraControls
/** Metres the eye keeps above ground and sea. */
const CLEARANCE = 2
const HIGHEST = 16_000
/** Metres the target may leave the bounds of the world by. */
const MARGIN = 1_500
const eye = new Vector3()
const target = new Vector3()
const ray = new Ray()

/**
 * A camera over a map: drag to move along the ground, right drag (or Ctrl, Shift) to turn, wheel to the pointer,
 * always above the ground and within the world.
 */
export class MapCamera {
  readonly controls: CameraControls
  private readonly camera: PerspectiveCamera
  private readonly heights: HeightField
  private flight: Flight | null = null
  /** What to tell when the flight under way has ended. */
  private landed: (how: 'arrived' | 'interrupted') => void = () => undefined

  constructor(
    camera: PerspectiveCamera,
    heights: HeightField,
    bounds: readonly [number, number, number, number],
    calm: boolean,
  ) {
    this.camera = camera
    this.heights = heights
    const controls = new CameraControls(camera)
    this.controls = controls
    controls.minDistance = 25
    controls.maxDistance = HIGHEST
    controls.maxPolarAngle = Math.PI * 0.53
    controls.dollyToCursor = true
    controls.dollySpeed = 0.7
    controls.smoothTime = calm ? 0.001 : 0.16
    controls.draggingSmoothTime = calm ? 0.001 : 0.07
    controls.restThreshold = 0.05
    controls.mouseButtons.left = ACTION.SCREEN_PAN
    controls.mouseButtons.right = ACTION.ROTATE
    controls.mouseButtons.middle = ACTION.ROTATE
    controls.touches.one = ACTION.TOUCH_SCREEN_PAN
    controls.touches.two = ACTION.TOUCH_DOLLY_ROTATE
    controls.touches.three = ACTION.TOUCH_ROTATE
    controls.setBoundary(
      new Box3(
        new Vector3(bounds[0] - MARGIN, -50, bounds[1] - MARGIN),
        new Vector3(bounds[2] + MARGIN, 2_500, bounds[3] + MARGIN),
      ),
    )
  }

  /** Listen to pointer and wheel of an element. The result stops it. */
  connect(element: HTMLElement): () => void {
    const grasp = (event: PointerEvent | WheelEvent) => {
      this.breakOff()
      const turn = event.ctrlKey || event.shiftKey
      this.controls.mouseButtons.left = turn ? ACTION.ROTATE : ACTION.SCREEN_PAN
      this.holdGround()
    }
    element.addEventListener('pointerdown', grasp, { capture: true })
    element.addEventListener('wheel', grasp, { capture: true, passive: true })
    this.controls.connect(element)
    return () => {
      element.removeEventListener('pointerdown', grasp, { capture: true })
      element.removeEventListener('wheel', grasp, { capture: true })
      this.controls.disconnect()
    }
  }

  /** Go to a pose at once. */
  jump(to: readonly [number, number, number], at: readonly [number, number, number]): void {
    this.breakOff()
    void this.controls.setLookAt(...to, ...at, false)
  }

  /** Fly to a pose on an arc. `landed` is called once: at the pose, or when a hand, a key or another flight comes first. */
  fly(
    to: readonly [number, number, number],
    at: readonly [number, number, number],
    plan: FlightPlan,
    landed: (how: 'arrived' | 'interrupted') => void,
  ): void {
    this.breakOff()
    this.flight = new Flight(this.controls, to, at, plan)
    this.landed = landed
  }

  /** Stay where the flight under way has come to. */
  breakOff(): void {
    if (this.flight) this.end('interrupted')
  }

  /** Advance by seconds. True while the picture moves. */
  update(seconds: number): boolean {
    const flying = this.flight !== null
    const arrived = this.flight?.advance(seconds) ?? false
    const moved = this.controls.update(seconds)
    this.stayAbove()
    this.fitDepth()
    if (arrived) this.end('arrived')
    return moved || flying
  }

  /** Move along the ground, in shares of the distance to what is looked at. */
  pan(right: number, forward: number): void {
    this.holdGround()
    const step = this.controls.distance
    void this.controls.truck(right * step, 0, true)
    void this.controls.forward(forward * step, true)
  }

  /** Come nearer (below 1) or go farther (above 1). */
  zoom(factor: number): void {
    this.holdGround()
    void this.controls.dollyTo(this.controls.distance * factor, true)
  }

  /** Turn by radians around what is looked at. */
  turn(azimuth: number, polar: number): void {
    this.holdGround()
    void this.controls.rotate(azimuth, polar, true)
  }

  /** North up again. */
  northUp(): void {
    this.holdGround()
    this.controls.normalizeRotations()
    void this.controls.rotateAzimuthTo(0, true)
  }

  dispose(): void {
    this.breakOff()
    this.controls.dispose()
  }

  private end(how: 'arrived' | 'interrupted'): void {
    this.flight = null
    const { landed } = this
    this.landed = () => undefined
    landed(how)
  }

  /** At rest, take the ground in the middle of the picture as the point everything turns around; the view stays. */
  private holdGround(): void {
    this.breakOff()
    if (this.controls.active) return
    this.controls.getPosition(eye)
    this.controls.getTarget(target)
    ray.set(eye, target.sub(eye).normalize())
    const distance = rayGround(ray, this.heights)
    if (distance > HIGHEST * 0.9) return
    ray.at(Math.max(30, distance), target)
    void this.controls.setLookAt(eye.x, eye.y, eye.z, target.x, target.y, target.z, false)
    this.controls.update(0)
  }

  private stayAbove(): void {
    const { position } = this.camera
    const floor = Math.max(0, heightAt(this.heights, position.x, position.z)) + CLEARANCE
    if (position.y >= floor) return
    this.controls.getTarget(target)
    const lift = floor - position.y
    void this.controls.setLookAt(
      position.x,
      floor,
      position.z,
      target.x,
      Math.min(target.y + lift, floor + 40),
      target.z,
      false,
    )
    this.controls.update(0)
  }

  /** Near plane as far away as nothing can stand in between, for depth precision. */
  private fitDepth(): void {
    const { camera } = this
    const { x, y, z } = camera.position
    const above = y - Math.max(0, heightAt(this.heights, x, z))
    const near = Math.min(400, Math.max(1, (above - 110) * 0.45))
    if (Math.abs(near - camera.near) < camera.near * 0.05) return
    camera.near = near
    camera.updateProjectionMatrix()
  }
}
