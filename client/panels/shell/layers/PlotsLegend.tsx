import { useMemo } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Names } from '../../../../models/units.ts'
import { useSelection } from '../../../state/selection.ts'
import type { Target } from '../../../target.ts'
import { decimal } from '../../parts/formatValue.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** Vacant plots listed here, the largest first; all of them are in the picture. */
const LISTED = 8

/** What the outlines of plots mean, and the largest ones for sale to go to. */
export function PlotsLegend() {
  const world = useLoaded()
  const { say, language } = useWords()
  const { plots, subdistricts } = world.site
  const vacant = useMemo(() => plots.filter(plot => plot.vacant).sort((a, b) => b.area - a.area), [plots])
  const go = (id: string) => {
    const target: Target = { type: 'plot', id }
    useSelection.getState().select(target)
    goToTarget(target, world)
  }
  const nameOf = (name: Names | undefined, key: string) => (name ? nameIn(name, language) : key)
  return (
    <div className="plots-legend">
      <p className="plots-key">
        <span className="swatch vacant" /> {say('plot.vacantCount', { count: vacant.length })}
        <span className="swatch" /> {say('plot.usedCount', { count: plots.length - vacant.length })}
      </p>
      <ul>
        {vacant.slice(0, LISTED).map(({ key, area, road, subdistrict }) => (
          <li key={key}>
            <button type="button" className="quiet" onClick={() => go(key)}>
              <span>{nameOf(subdistricts[subdistrict]?.name ?? road?.name, key)}</span>
              <span className="figure">{decimal(area, language, 0)} m²</span>
              <small>
                {road
                  ? say('plot.roadWidth', { width: decimal(road.width, language, 0) })
                  : say('plot.noRoad')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{say('plot.madeUp')}</p>
    </div>
  )
}
