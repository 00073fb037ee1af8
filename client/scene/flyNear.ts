import { type Ray, Vector3 } from 'three'
import { useCamera } from '../state/camera.ts'

const target = new Vector3()
const eye = new Vector3()
/** Metres kept from what is approached. */
const NEAREST = 90

/** Fly along a ray to what lies `distance` metres away, stopping at two fifths of the way left. */
export function flyNear(ray: Ray, distance: number): void {
  ray.at(distance, target)
  ray.at(distance - Math.min(distance, Math.max(NEAREST, distance * 0.4)), eye)
  useCamera.getState().flyTo({ eye: eye.toArray(), target: target.toArray() })
}
