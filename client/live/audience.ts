import { audienceOf, isMasked } from '../../models/visibility.ts'
import { useSelection } from '../state/selection.ts'
import { emptyAlarms } from './alarms.ts'
import { forgetRefusals } from './orders.ts'
import { emptyRecords } from './records.ts'
import { session } from './session.ts'
import { emptyTelemetry } from './telemetry.ts'
import { type LoadedWorld, loadSiteAgain } from './world.ts'

/** What follows when other eyes look at this page. */
export interface AudienceEffects {
  /** Cut the line at once: what it would still bring is for the eyes before. */
  cut(): void
  /** The site as the new eyes may see it stands in the place of the one before. */
  swapped(loaded: LoadedWorld): void
  /** It could not be had: the page must begin anew. */
  failed(): void
}

/** While the page is open, put names, values, alarms and records of the present audience in the place of another's. The result stops it. */
export function followAudience({ cut, swapped, failed }: AudienceEffects): () => void {
  const { view } = session.getState()
  let named = view && audienceOf(view.role)
  let turns = 0
  const stop = session.subscribe(({ view }) => {
    if (!view) return
    const audience = audienceOf(view.role)
    named ??= audience
    if (named === audience) return
    named = audience
    const turn = ++turns
    cut()
    emptyTelemetry()
    emptyAlarms()
    emptyRecords()
    forgetRefusals()
    const overtaken = () => turn !== turns
    void loadSiteAgain(audience === 'public', overtaken).then(
      loaded => {
        if (!loaded) return
        forgetMasked(loaded)
        swapped(loaded)
      },
      () => overtaken() || failed(),
    )
  })
  return () => {
    turns++
    stop()
  }
}

/** What these eyes may not see is no longer selected. */
function forgetMasked({ site }: LoadedWorld): void {
  const { selected, select } = useSelection.getState()
  const asset = selected?.type === 'asset' ? site.assets[selected.index] : undefined
  if (asset && isMasked(asset)) select(null)
}
