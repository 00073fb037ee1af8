import { useThree } from '@react-three/fiber'
import { useEffect, useState } from 'react'
import type { Object3D } from 'three'
import { alarms } from '../../live/alarms.ts'
import { health } from '../../live/health.ts'
import { telemetry } from '../../live/telemetry.ts'

/** Milliseconds between two writes at most, and the longest a layer goes without one: values also age. */
const SOONEST = 200
const LATEST = 2_000

/** Something drawn that can be thrown away. */
export type Drawn = Object3D & { dispose(): unknown }

/**
 * Make an object while the component stands, write live data into it a few times a second at most, and ask for a frame
 * when a write says that it changed the picture. `make` and `write` must keep their identity. The layer rests while it is not visible.
 */
export function useLayer<T extends Drawn>(
  make: () => T,
  write: (object: T) => boolean,
  visible: boolean,
): T | null {
  const invalidate = useThree(state => state.invalidate)
  const [object, setObject] = useState<T | null>(null)

  useEffect(() => {
    const made = make()
    setObject(made)
    return () => {
      setObject(null)
      made.dispose()
    }
  }, [make])

  useEffect(() => {
    if (!object) return
    object.visible = visible
    invalidate()
    if (!visible) return
    return whenLive(() => {
      if (write(object)) invalidate()
    })
  }, [object, write, visible, invalidate])
  return object
}

/** Call `write` now, soon after news of any kind, and every two seconds. The result ends it. */
export function whenLive(write: () => void): () => void {
  let waiting = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    waiting = false
    write()
  }
  const soon = () => {
    if (waiting) return
    waiting = true
    timer = setTimeout(now, SOONEST)
  }
  write()
  const stops = [telemetry.subscribe(soon), alarms.subscribe(soon), health.subscribe(soon)]
  const steady = setInterval(soon, LATEST)
  return () => {
    clearTimeout(timer)
    clearInterval(steady)
    for (const stop of stops) stop()
  }
}
