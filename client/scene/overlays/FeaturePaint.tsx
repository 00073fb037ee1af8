import { useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import type { AlarmClaim } from '../../../models/alarmSummary.ts'
import { kindOf } from '../../../models/kinds.ts'
import { SEVERITY_COLOURS, UNKNOWN_COLOUR } from '../../gpu/palette.ts'
import { alarmSummary } from '../../live/alarmSummary.ts'
import { health, serverNow } from '../../live/health.ts'
import { pointOf, shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { useDraws, useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { amountColour, amountShare } from './amount.ts'
import { paintRound } from './paintRound.ts'
import { whenLive } from './useLayer.ts'

/** Strength of the paint of a known amount. */
const KNOWN = 0.6
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
  const { quiet } = look
  const invalidate = useThree(state => state.invalidate)
  const layers = useView(view => view.layers)
  const alarms = useDraws('alarms')
  const painters = useMemo(() => paintersOf(loaded), [loaded])

  useEffect(() => {
    let painted = new Set<number>()
    const write = () => {
      const now = serverNow()
      painted = paintRound(features, painted, paint => {
        for (const { asset, point, layer, unknown } of painters) {
          if (!layers.has(layer)) continue
          const { value, stale } = shownNow(loaded, point, now)
          const share = amountShare(asset, value)
          if (Number.isNaN(share)) paint(asset.feature, UNKNOWN_COLOUR, unknown, true)
          else paint(asset.feature, amountColour(asset, share, quiet), KNOWN, stale)
        }
        if (!alarms) return
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
  }, [features, layers, alarms, loaded, painters, quiet, invalidate])
  return null
}

/** Assets whose building or ground wears their amount, by their kinds. */
function paintersOf(loaded: LoadedWorld) {
  return loaded.site.assets.flatMap((asset, i) => {
    const { paint, layer } = kindOf(asset.kind)
    if (asset.feature < 0 || !paint || !layer) return []
    return [{ asset, point: pointOf(loaded, i), layer, unknown: paint.unknown }]
  })
}
