import { nameIn } from '../../../../models/nameIn.ts'
import type { Plot } from '../../../../models/site.ts'
import { assetsOf } from '../../../live/assetsOf.ts'
import { useSelection } from '../../../state/selection.ts'
import type { Target } from '../../../target.ts'
import { ProvenanceBadge } from '../../parts/Badge.tsx'
import { decimal } from '../../parts/formatValue.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { AssetList } from './AssetList.tsx'
import { CardFrame } from './CardFrame.tsx'
import { type Fact, Facts } from './Facts.tsx'

/** A piece of land: what it is for, how large, at which road, whose, and what stands on it. */
export function PlotCard({ plot }: { plot: Plot }) {
  const world = useLoaded()
  const { say, language } = useWords()
  const { key, use, zone, vacant, area, road, provenance, subdistrict } = plot
  const place = world.site.places.find(({ id }) => id === plot.place)
  const district = world.site.subdistricts[subdistrict]
  const target: Target = { type: 'plot', id: key }
  const facts: Fact[] = [
    [say('plot.state'), say(vacant ? 'plot.vacant' : 'plot.used')],
    [say('plot.use'), say(`plotUse.${use}`)],
    [say('card.area'), `${decimal(area, language, 0)} m²`],
    [say('plot.zone'), zone && say(`zone.${zone}`)],
    [
      say('plot.road'),
      road
        ? say('plot.access', {
            road: road.name ? nameIn(road.name, language) : say('plot.street'),
            width: decimal(road.width, language, 0),
            contact: decimal(road.contact, language, 0),
          })
        : say('plot.noRoad'),
    ],
    [say('card.subdistrict'), district && nameIn(district.name, language)],
    [say('plot.key'), key],
  ]
  return (
    <CardFrame
      kind={say('plot.kind')}
      name={
        place
          ? nameIn(place.name, language)
          : say(vacant ? 'plot.vacantName' : 'plot.name', { use: say(`plotUse.${use}`) })
      }
      badges={<ProvenanceBadge provenance={provenance} />}
      onFly={() => goToTarget(target, world)}
    >
      <Facts facts={facts} />
      <p className="note">{say(provenance === 'synthetic' ? 'plot.madeUp' : 'plot.judged')}</p>
      {place && (
        <button
          type="button"
          className="quiet"
          onClick={() => useSelection.getState().select({ type: 'place', id: place.id })}
        >
          {say('plot.showPlace')}
        </button>
      )}
      {assetsOf(target, world.site).length > 0 && <AssetList target={target} place={undefined} />}
    </CardFrame>
  )
}
