import { PerspectiveCamera, Vector3 } from 'three'
import { beforeEach, expect, test, vi } from 'vitest'
import { MapCamera } from '../../client/gpu/MapCamera.ts'
import { FOV, useCamera } from '../../client/state/camera.ts'
import { framed, type Picture } from '../../client/state/frame.ts'
import type { HeightField } from '../../geodata/world.ts'
import type { SitePoint } from '../../models/units.ts'

// The camera's library asks for a rectangle of the DOM when it is made; Node has none.
vi.stubGlobal('DOMRect', class {})
const flat: HeightField = {
  minX: -20_000,
  minZ: -20_000,
  step: 20_000,
  columns: 3,
  rows: 3,
  heights: new Float32Array(9),
}
const PICTURE: Picture = { width: 1_600, height: 900, free: { x: 0, y: 0, width: 1_600, height: 900 } }
const COVERED: Picture = { width: 1_600, height: 900, free: { x: 320, y: 60, width: 900, height: 420 } }

beforeEach(() => useCamera.setState({ pose: null, flight: null }))

/** Pixels of a place in a picture taken from a pose. */
function seen(place: SitePoint, pose: ReturnType<typeof framed>, { width, height }: Picture): number[] {
  const camera = new PerspectiveCamera(FOV, width / height, 1, 90_000)
  camera.position.set(...pose.eye)
  camera.lookAt(...pose.target)
  camera.updateMatrixWorld()
  const { x, y } = new Vector3(...place).project(camera)
  return [((x + 1) / 2) * width, ((1 - y) / 2) * height]
}

test.each([PICTURE, COVERED])('a framed thing stands in the middle of what panels leave free', picture => {
  const place = [100, 20, -300] as const
  const present = { eye: [1_000, 500, 400], target: [0, 0, 0] } as const
  const pose = framed(place, 300, present, picture)
  const [x, y] = seen(place, pose, picture)
  expect(x).toBeCloseTo(picture.free.x + picture.free.width / 2, 0)
  expect(y).toBeCloseTo(picture.free.y + picture.free.height / 2, 0)
  expect(pose.eye[1]).toBeGreaterThan(100)
  // The reach around it fits into the free part, measured across the line of sight.
  const toEye = [present.eye[0] - present.target[0], present.eye[2] - present.target[2]] as const
  const long = Math.hypot(...toEye)
  const side: SitePoint = [place[0] + (150 * toEye[1]) / long, 20, place[2] - (150 * toEye[0]) / long]
  const [sideX] = seen(side, pose, picture)
  expect(Math.abs(sideX! - x!)).toBeLessThan(picture.free.width / 2)
  expect(Math.abs(sideX! - x!)).toBeGreaterThan(picture.free.height / 4)
})

test('a flight keeps the direction of view; without a present view it looks from the south', () => {
  const pose = framed([0, 0, 0], 300, { eye: [800, 100, 0], target: [0, 0, 0] }, PICTURE)
  expect(pose.eye[2]).toBeCloseTo(0)
  expect(pose.eye[0]).toBeGreaterThan(100)
  expect(framed([0, 0, 0], 300, null, PICTURE).eye[2]).toBeGreaterThan(100)
})

function mapCamera() {
  const map = new MapCamera(
    new PerspectiveCamera(FOV, 1.6, 1, 90_000),
    flat,
    [-9_000, -9_000, 9_000, 9_000],
    false,
  )
  map.jump([0, 900, 900], [0, 0, 0])
  map.update(0.016)
  return map
}

test('a flight ends exactly at its pose and says so once', () => {
  const map = mapCamera()
  const told: string[] = []
  map.fly([500, 300, 400], [500, 0, 0], { seconds: 2 }, how => told.push(how))
  for (let i = 0; i < 19; i++) map.update(0.1)
  expect(told).toEqual([])
  map.update(0.11)
  map.update(0.1)
  expect(told).toEqual(['arrived'])
  const at = map.controls.getPosition(new Vector3())
  expect(at.distanceTo(new Vector3(500, 300, 400))).toBeLessThan(1e-6)
  expect(map.controls.getTarget(new Vector3()).distanceTo(new Vector3(500, 0, 0))).toBeLessThan(1e-6)
})

test.each([
  ['a key', (map: MapCamera) => map.turn(0.1, 0)],
  ['a jump', (map: MapCamera) => map.jump([0, 100, 100], [0, 0, 0])],
  ['another flight', (map: MapCamera) => map.fly([0, 300, 300], [0, 0, 0], {}, () => undefined)],
  ['the end of the camera', (map: MapCamera) => map.dispose()],
])('%s interrupts a flight, and the flight says so once', (_, hand) => {
  const map = mapCamera()
  const told: string[] = []
  map.fly([500, 300, 400], [500, 0, 0], { seconds: 2 }, how => told.push(how))
  map.update(0.5)
  hand(map)
  map.update(0.1)
  expect(told).toEqual(['interrupted'])
})

test('the store tells who asked for a flight how it ended', async () => {
  const pose = { eye: [1, 2, 3], target: [4, 5, 6] } as const
  const { fly, land } = useCamera.getState()
  const first = fly(pose)
  const second = fly(pose, { seconds: 3, ease: 'linear' })
  expect(await first).toBe('interrupted')
  expect(useCamera.getState().flight).toMatchObject({ seconds: 3, ease: 'linear' })
  land('arrived')
  expect(await second).toBe('arrived')
  expect(useCamera.getState().flight).toBeNull()

  const ended = new AbortController()
  const third = fly(pose, { signal: ended.signal })
  ended.abort()
  expect(await third).toBe('interrupted')
  expect(await fly(pose, { signal: ended.signal })).toBe('interrupted')
})
