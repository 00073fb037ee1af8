import { useState } from 'react'
import { useStore } from 'zustand'
import type { Asset } from '../../../../models/asset.ts'
import { ratingOf } from '../../../../models/kind.ts'
import { kindOf } from '../../../../models/kinds.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { alarmSummary } from '../../../live/alarmSummary.ts'
import { alarms } from '../../../live/alarms.ts'
import { useSelection } from '../../../state/selection.ts'
import { CardAlarms } from '../../alarms/CardAlarms.tsx'
import { ProvenanceBadge } from '../../parts/Badge.tsx'
import { formatAmount } from '../../parts/formatValue.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Notes } from '../notes/Notes.tsx'
import { CardFrame } from './CardFrame.tsx'
import { PartsRow } from './PartsRow.tsx'
import { PointRow } from './PointRow.tsx'
import { Source } from './Source.tsx'
import { Trend } from './Trend.tsx'
import { useRuleSpec } from './useRuleSpec.ts'

/** One asset: its alarms, the ten minutes of one point, values with unit, age and quality against the limits in force, source. */
export function AssetCard({ asset, index }: { asset: Asset; index: number }) {
  const world = useLoaded()
  const { say, language } = useWords()
  const { points, site } = world
  const kind = kindOf(asset.kind)
  const range = pointRange(points.first, index)
  const single = range.filter(point => !points.spec[point]?.perPart)
  const specOf = useRuleSpec()
  const [picked, choose] = useState<number | null>(null)
  const tripped = useStore(
    alarms,
    () => alarmSummary().list.find(({ point }) => single.includes(point))?.point,
  )
  const lead = single.find(point => points.name[point] === kind.lead) ?? single[0]
  // Until somebody picks a point, what is in alarm is what one wants to see.
  const chosen = picked ?? tripped ?? lead
  const parts = Object.entries(kind.points).filter(([, spec]) => spec.perPart)
  const building = asset.feature >= 0
  const whole = asset.parent === undefined ? -1 : site.assets.findIndex(({ id }) => id === asset.parent)
  const district = site.subdistricts[asset.subdistrict]
  const plate = ratingOf(kind)

  return (
    <CardFrame
      kind={nameIn(kind.name, language)}
      name={nameIn(asset.name, language)}
      otherName={language === 'ko' ? asset.name.en : asset.name.ko}
      badges={<ProvenanceBadge provenance={asset.provenance} />}
      onFly={() => goToTarget({ type: 'asset', index }, world)}
    >
      <p className="card-facts-line">
        {district && <span>{nameIn(district.name, language)}</span>}
        {asset.rating !== undefined && <span>{sayRating(asset.rating)}</span>}
        {whole >= 0 && (
          <button
            type="button"
            className="link"
            onClick={() => useSelection.getState().select({ type: 'asset', index: whole })}
          >
            {say('card.partOf', { name: nameIn(site.assets[whole]!.name, language) })}
          </button>
        )}
        {building && (
          <button
            type="button"
            className="link"
            onClick={() => useSelection.getState().select({ type: 'feature', id: asset.feature })}
          >
            {say('card.belongs')}
          </button>
        )}
      </p>
      <CardAlarms index={index} />
      {chosen !== undefined && <Trend key={chosen} asset={asset} point={chosen} spec={specOf(chosen)} />}
      <h3>{say('card.values')}</h3>
      <div className="points">
        {single.map(point => (
          <PointRow
            key={point}
            point={point}
            ruled={specOf(point)}
            rating={points.name[point] === plate.point ? asset.rating : undefined}
            chosen={point === chosen}
            onChoose={() => choose(point)}
          />
        ))}
        {parts.map(([name]) => (
          <PartsRow key={name} points={range.filter(point => points.name[point] === name)} />
        ))}
      </div>
      <Notes asset={asset.id} place={null} />
      <Source source={asset.source} />
    </CardFrame>
  )

  function sayRating(amount: number): string {
    const { number, unit } = formatAmount(amount, plate.unit, language, say, plate.unit === 'stalls' ? 0 : 1)
    const value = `${number} ${unit}`.trim()
    return plate.name ? `${nameIn(plate.name, language)} ${value}` : say('card.rating', { value })
  }
}

function pointRange(first: Uint32Array, asset: number): number[] {
  const start = first[asset] ?? 0
  return Array.from({ length: (first[asset + 1] ?? start) - start }, (_, i) => start + i)
}
