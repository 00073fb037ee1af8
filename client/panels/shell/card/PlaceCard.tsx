import { featureKey } from '../../../../geodata/features.ts'
import { USES } from '../../../../geodata/world.ts'
import { PROVENANCES } from '../../../../models/asset.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Place } from '../../../../models/site.ts'
import { BY_HAND, useHidden } from '../../../state/hidden.ts'
import { useSelection } from '../../../state/selection.ts'
import type { Target } from '../../../target.ts'
import { ProvenanceBadge } from '../../parts/Badge.tsx'
import { decimal } from '../../parts/formatValue.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { sayCategory } from '../../parts/sayCategory.ts'
import { sayFact, sayProducts } from '../../parts/sayFact.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Notes } from '../notes/Notes.tsx'
import { AssetList } from './AssetList.tsx'
import { CardFrame } from './CardFrame.tsx'
import { type Fact, Facts } from './Facts.tsx'
import { Source } from './Source.tsx'

interface PlaceCardProps {
  target: Target
  place: Place | undefined
  /** Feature id of the building, -1 for none. */
  feature: number
}

/** A real place with its facts, or a building with what is known of it; and all assets that belong to it. */
export function PlaceCard({ target, place, feature }: PlaceCardProps) {
  const world = useLoaded()
  const { say, language } = useWords()
  const { features, site } = world
  const building = feature >= 0 && feature < features.count
  const use = say(`use.${USES[building ? features.use[feature]! : 0] ?? 'factory'}`)
  const provenance = place?.provenance ?? PROVENANCES[features.provenance[feature] ?? 2] ?? 'synthetic'
  const district = building ? site.subdistricts[features.subdistrict[feature]!] : undefined
  const facts: Fact[] = [
    [say('card.subdistrict'), district && nameIn(district.name, language)],
    [say('card.makes'), place?.makes && sayProducts(place.makes, language)],
    [
      say('card.employees'),
      place?.employees !== undefined
        ? say('card.persons', { count: decimal(place.employees, language, 0) })
        : undefined,
    ],
    [say('card.area'), place?.area ? `${decimal(place.area, language, 0)} m²` : undefined],
    [
      say('card.height'),
      building ? `${decimal(features.top[feature]! - features.base[feature]!, language, 0)} m` : undefined,
    ],
    [say('card.address'), place?.address],
    [say('card.note'), place?.note && sayFact(place.note, language)],
  ]
  const hide = () => {
    const { byWhom, hide } = useHidden.getState()
    hide(BY_HAND, [...(byWhom[BY_HAND] ?? []), featureKey(features, feature)])
    useSelection.getState().select(null)
  }
  return (
    <CardFrame
      kind={place ? sayCategory(place.category, say) : use}
      name={place ? nameIn(place.name, language) : building ? `${use} ${featureKey(features, feature)}` : use}
      {...(place && { otherName: language === 'ko' ? place.name.en : place.name.ko })}
      badges={<ProvenanceBadge provenance={provenance} />}
      onFly={() =>
        goToTarget(place ? { type: 'place', id: place.id } : { type: 'feature', id: feature }, world)
      }
    >
      <Facts facts={facts} />
      {building && (
        <button type="button" className="quiet" onClick={hide}>
          {say('hidden.hide')}
        </button>
      )}
      {provenance === 'synthetic' && <p className="note">{say('credit.synthetic')}</p>}
      {(building || place) && <AssetList target={target} place={place} />}
      {place && <Notes asset={null} place={place.id} />}
      {place && <Source source={place.source} />}
    </CardFrame>
  )
}
