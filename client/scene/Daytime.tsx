import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { sunAt } from '../../models/laws/sun.ts'
import type { Site } from '../../models/site.ts'
import { daylight } from '../gpu/daylight.ts'
import type { Look } from '../gpu/looks.ts'
import { serverNow } from '../live/health.ts'
import { useTime } from '../state/time.ts'
import type { WorldParts } from './World.tsx'

/** Milliseconds after which the sun has moved enough to be drawn again. */
const STEP = 60_000

/** Light of the present look under the real sun of the scene's time. */
export function Daytime({ parts, look, site }: { parts: WorldParts; look: Look; site: Site }) {
  const invalidate = useThree(state => state.invalidate)
  const sceneTime = useTime(time => time.sceneTime)
  useEffect(() => {
    const shine = () => {
      const { azimuth, altitude } = sunAt(sceneTime ?? serverNow(), site.origin)
      const now = daylight(look, azimuth, altitude)
      parts.uniforms.set(look, now)
      parts.sun.set(now)
      invalidate()
    }
    shine()
    if (sceneTime !== null) return
    const timer = setInterval(shine, STEP)
    return () => clearInterval(timer)
  }, [parts, look, site, sceneTime, invalidate])
  const gl = useThree(state => state.gl)
  useEffect(() => {
    gl.toneMappingExposure = look.exposure
  }, [gl, look])
  return null
}
