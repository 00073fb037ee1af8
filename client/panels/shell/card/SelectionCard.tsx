import { useEffect } from 'react'
import { useSelection } from '../../../state/selection.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { AssetCard } from './AssetCard.tsx'
import { PlaceCard } from './PlaceCard.tsx'
import { PlotCard } from './PlotCard.tsx'

/** What is selected, as a card: an asset with its values, or a building or place with its assets. Escape closes it. */
export function SelectionCard() {
  const selected = useSelection(state => state.selected)
  const { site } = useLoaded()

  useEffect(() => {
    if (!selected) return
    const hear = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, [role=listbox]')
      if (event.key === 'Escape' && !typing && !event.defaultPrevented) useSelection.getState().select(null)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [selected])

  if (!selected) return null
  if (selected.type === 'asset') {
    const asset = site.assets[selected.index]
    return asset ? <AssetCard key={asset.id} asset={asset} index={selected.index} /> : null
  }
  if (selected.type === 'plot') {
    const plot = site.plots.find(({ key }) => key === selected.id)
    return plot ? <PlotCard key={plot.key} plot={plot} /> : null
  }
  const place =
    selected.type === 'place'
      ? site.places.find(each => each.id === selected.id)
      : site.places.find(each => each.feature === selected.id)
  const feature = selected.type === 'feature' ? selected.id : (place?.feature ?? -1)
  return <PlaceCard key={`${place?.id}:${feature}`} target={selected} place={place} feature={feature} />
}
