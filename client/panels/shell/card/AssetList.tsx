import { useMemo } from 'react'
import { useStore } from 'zustand'
import { NO_ALARMS } from '../../../../models/alarmSummary.ts'
import { kindOf } from '../../../../models/kinds.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Place } from '../../../../models/site.ts'
import { alarmSummary } from '../../../live/alarmSummary.ts'
import { alarms } from '../../../live/alarms.ts'
import { assetsOf } from '../../../live/assetsOf.ts'
import { useSelection } from '../../../state/selection.ts'
import type { Target } from '../../../target.ts'
import { formatValue } from '../../parts/formatValue.ts'
import { SeverityMark } from '../../parts/SeverityMark.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { usePointNow } from './usePointNow.ts'

/** All assets of a building or place, each with its leading value; a click opens one. */
export function AssetList({ target, place }: { target: Target; place: Place | undefined }) {
  const { say } = useWords()
  const { site } = useLoaded()
  const own = useMemo(() => assetsOf(target, site), [target, site])
  if (own.length === 0) return <p className="note">{say('card.noAssets')}</p>
  return (
    <>
      <h3>{say('card.assets', { count: own.length })}</h3>
      <ul className="asset-list">
        {own.map(index => (
          <AssetLine key={index} index={index} place={place} />
        ))}
      </ul>
    </>
  )
}

function AssetLine({ index, place }: { index: number; place: Place | undefined }) {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const asset = site.assets[index]!
  const kind = kindOf(asset.kind)
  const lead = points.find(asset.id, kind.lead)
  const { spec, value } = usePointNow(lead)
  const { number, unit } = formatValue(value, spec, language, say)
  const { severity, claim } = useStore(alarms, () => alarmSummary().assets.get(index) ?? NO_ALARMS)
  return (
    <li>
      <button
        type="button"
        className="asset-line"
        onClick={() => useSelection.getState().select({ type: 'asset', index })}
      >
        <SeverityMark severity={severity} claim={claim} />
        <span className="asset-name">
          {withoutPlace(nameIn(asset.name, language), place && nameIn(place.name, language))}{' '}
          <small>{nameIn(kind.name, language)}</small>
        </span>
        <span className="point-value">
          <b className="numbers">{number}</b> <small>{unit}</small>
        </span>
      </button>
    </li>
  )
}

/** On the card of a place its name need not stand before each of its assets. */
function withoutPlace(name: string, place: string | undefined): string {
  return place && name.startsWith(`${place} `) ? name.slice(place.length + 1) : name
}
