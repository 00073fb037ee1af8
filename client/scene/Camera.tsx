import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import { PerspectiveCamera, Vector3 } from 'three'
import type { HeightField } from '../../geodata/world.ts'
import type { Site } from '../../models/site.ts'
import { MapCamera } from '../gpu/MapCamera.ts'
import type { SunLight } from '../gpu/SunLight.ts'
import { type Pose, useCamera } from '../state/camera.ts'
import { cameraKeys } from './cameraKeys.ts'
import { busy } from './probe.ts'

/** Milliseconds between two reports of the pose. */
const REPORT = 250
/** Longest step of one frame, seconds: after a pause the movement starts small. */
const LONGEST_STEP = 0.3
const FIRST_STEP = 1 / 60
/** Where a site without bookmarks is seen from. */
const FALLBACK: Pose = { eye: [-1_500, 3_800, 7_200], target: [0, 0, 0] }

const eye = new Vector3()
const target = new Vector3()

/** The camera of the page: follows hands, keys and wishes to fly, and reports its pose. */
export function Camera({ site, heights, sun }: { site: Site; heights: HeightField; sun: SunLight }) {
  const camera = useThree(state => state.camera)
  const canvas = useThree(state => state.gl.domElement)
  const invalidate = useThree(state => state.invalidate)
  const regress = useThree(state => state.performance.regress)
  const map = useRef<MapCamera | null>(null)
  const moving = useRef<(() => void) | null>(null)
  const reportedAt = useRef(0)

  useEffect(() => {
    if (!(camera instanceof PerspectiveCamera)) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const made = new MapCamera(camera, heights, site.bounds, calm)
    map.current = made
    const go = () => {
      const { flight, land } = useCamera.getState()
      if (!flight) {
        made.breakOff()
        invalidate()
        return
      }
      if (flight.jump || calm) {
        made.jump(flight.eye, flight.target)
        useCamera.getState().report({ eye: flight.eye, target: flight.target })
        land('arrived')
      } else
        made.fly(flight.eye, flight.target, flight, how => {
          // Another flight may have taken its place; that one tells for itself.
          if (useCamera.getState().flight !== flight) return
          if (how === 'arrived') report(camera.position, made)
          land(how)
        })
      invalidate()
    }
    const { pose, flight } = useCamera.getState()
    const first = pose ?? site.bookmarks[0] ?? FALLBACK
    made.jump(first.eye, first.target)
    if (flight) go()
    const stopFlights = useCamera.subscribe((now, before) => now.flight !== before.flight && go())
    const disconnect = made.connect(canvas)
    const stopKeys = cameraKeys(canvas, made, () => invalidate())
    const wake = () => invalidate()
    for (const event of ['control', 'wake', 'transitionstart'] as const)
      made.controls.addEventListener(event, wake)
    invalidate()
    return () => {
      map.current = null
      moving.current?.()
      moving.current = null
      stopFlights()
      stopKeys()
      disconnect()
      made.dispose()
    }
  }, [camera, canvas, site, heights, invalidate])

  useFrame((_, delta) => {
    const made = map.current
    if (!made) return
    const moved = made.update(moving.current ? Math.min(delta, LONGEST_STEP) : FIRST_STEP)
    made.controls.getTarget(target)
    if (camera instanceof PerspectiveCamera) sun.follow(camera, target)
    if (moved) {
      moving.current ??= busy('camera')
      regress()
      invalidate()
    } else {
      moving.current?.()
      moving.current = null
    }
    const now = performance.now()
    if (moved && now - reportedAt.current < REPORT) return
    reportedAt.current = now
    report(camera.position, made)
  }, -1)
  return null
}

function report(position: Vector3, { controls }: MapCamera): void {
  const { pose, report } = useCamera.getState()
  eye.copy(position)
  controls.getTarget(target)
  const next: Pose = { eye: eye.toArray(), target: target.toArray() }
  if (!pose || differs(pose.eye, next.eye) || differs(pose.target, next.target)) report(next)
}

function differs(a: Pose['eye'], b: Pose['eye']): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) > 0.05
}
