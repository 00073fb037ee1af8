import { useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { RAMPS, rampColour } from '../../../models/ramps.ts'
import { SEVERITY_COLOURS, UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { health, serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import { rolledUp } from '../../live/rollup.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { paintRound } from './paintRound.ts'
import { whenLive } from './useLayer.ts'

/** Load as a share of the rating that is the top of the ramp. */
const HEAVY = 0.8

/** Live colours of buildings and car parks: occupancy, demand, and over both the worst alarm inside. */
export function FeaturePaint({ loaded }: { readonly loaded: LoadedWorld }) {
  const { features } = useWorld3D()
  const invalidate = useThree(state => state.invalidate)
  const layers = useView(view => view.layers)
  const amounts = useMemo(() => amountsOf(loaded), [loaded])

  useEffect(() => {
    let painted = new Set<number>()
    const write = () => {
      const now = serverNow()
      painted = paintRound(features, painted, paint => {
        for (const { feature, point, kind, full } of amounts) {
          if (!layers.has(kind === 'parking' ? 'parking' : 'energy')) continue
          const { value, stale } = shownNow(loaded, point, now)
          if (Number.isNaN(value)) paint(feature, UNKNOWN_COLOUR, kind === 'parking' ? 0.7 : 0.35, true)
          else
            paint(
              feature,
              rampColour(kind === 'parking' ? RAMPS.parking : RAMPS.demand, value / full),
              0.6,
              stale,
            )
        }
        if (!layers.has('control')) return
        const lost = health.getState().line === 'lost'
        for (const [feature, { severity }] of rolledUp(loaded).features)
          paint(feature, SEVERITY_COLOURS[severity], 0.75, lost)
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
  }, [features, layers, loaded, amounts, invalidate])
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
