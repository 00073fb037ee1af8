import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { sunAt } from '../../models/laws/sun.ts'
import type { Site } from '../../models/site.ts'
import { daylight } from '../gpu/daylight.ts'
import { serverNow } from '../live/health.ts'
import { moment } from '../live/moment.ts'
import type { Look } from '../look.ts'
import { useTime } from '../state/time.ts'
import type { WorldParts } from './World.tsx'

/** Milliseconds of the shown time after which the sun has moved enough to be drawn again. */
const STEP = 60_000

/** Light of the present look under the real sun of the scene's time. */
export function Daytime({ parts, look, site }: { parts: WorldParts; look: Look; site: Site }) {
  const invalidate = useThree(state => state.invalidate)
  const sceneTime = useTime(time => time.sceneTime)
  useEffect(() => {
    let shone = 0
    const shine = () => {
      shone = sceneTime ?? serverNow()
      const { azimuth, altitude } = sunAt(shone, site.origin)
      const now = daylight(look, azimuth, altitude)
      parts.uniforms.set(look, now)
      parts.sun.set(now)
      invalidate()
    }
    shine()
    if (sceneTime !== null) return
    // A seek, playing and the way back move the shown time by more than the clock does.
    const stop = moment.subscribe(() => {
      if (Math.abs(serverNow() - shone) >= STEP) shine()
    })
    const timer = setInterval(shine, STEP)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [parts, look, site, sceneTime, invalidate])
  const gl = useThree(state => state.gl)
  useEffect(() => {
    gl.toneMappingExposure = look.exposure
  }, [gl, look])
  return null
}
