import { useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import type { AlarmClaim } from '../../../models/alarmSummary.ts'
import { rampColour, rampsFor } from '../../../models/ramps.ts'
import { isQuiet } from '../../gpu/looks.ts'
import { SEVERITY_COLOURS, UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { alarmSummary } from '../../live/alarmSummary.ts'
import { health, serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { paintRound } from './paintRound.ts'
import { whenLive } from './useLayer.ts'

/** Load as a share of the rating that is the top of the ramp. */
const HEAVY = 0.8
/** How strongly a building wears its alarm, by what the alarm asks. */
const STRENGTH: Readonly<Record<AlarmClaim, number>> = {
  unacknowledged: 1,
  acknowledged: 0.7,
  returned: 0.45,
  latched: 0.35,
}

/** Live colours of buildings and car parks: occupancy, demand, and over both the outline of the worst alarm inside. */
export function FeaturePaint({ loaded }: { readonly loaded: LoadedWorld }) {
  const { features, look } = useWorld3D()
  const quiet = isQuiet(look)
  const invalidate = useThree(state => state.invalidate)
  const layers = useView(view => view.layers)
  const amounts = useMemo(() => amountsOf(loaded), [loaded])

  useEffect(() => {
    let painted = new Set<number>()
    const write = () => {
      const now = serverNow()
      const ramps = rampsFor(quiet)
      painted = paintRound(features, painted, paint => {
        for (const { feature, point, kind, full } of amounts) {
          if (!layers.has(kind === 'parking' ? 'parking' : 'energy')) continue
          const { value, stale } = shownNow(loaded, point, now)
          if (Number.isNaN(value)) paint(feature, UNKNOWN_COLOUR, kind === 'parking' ? 0.7 : 0.35, true)
          else
            paint(
              feature,
              rampColour(kind === 'parking' ? ramps.parking : ramps.demand, value / full),
              0.6,
              stale,
            )
        }
        if (!layers.has('control')) return
        const lost = health.getState().line === 'lost'
        for (const [feature, { severity, claim }] of alarmSummary().features)
          if (claim) paint(feature, SEVERITY_COLOURS[severity], STRENGTH[claim], lost, true)
      })
      if (features.flush()) invalidate()
    }
    const stop = whenLive(write)
    return () => {
      stop()
      features.clear()
      features.flush()
      invalidate()
    }
  }, [features, layers, loaded, amounts, quiet, invalidate])
  return null
}

/** Features that carry an amount: lots by stalls taken, plants by load against their rating. */
function amountsOf(
  loaded: LoadedWorld,
): { feature: number; point: number; kind: 'parking' | 'factory'; full: number }[] {
  return loaded.site.assets.flatMap((asset, i) => {
    if (asset.feature < 0 || (asset.kind !== 'parking' && asset.kind !== 'factory')) return []
    const full =
      asset.kind === 'parking' ? Math.max(1, asset.parts ?? 1) : Math.max(20, asset.rating ?? 100) * HEAVY
    return [{ feature: asset.feature, point: pointOf(loaded, i), kind: asset.kind, full }]
  })
}
