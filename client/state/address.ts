import type { Site } from '../../models/site.ts'
import type { Target } from '../target.ts'
import { useCamera } from './camera.ts'
import { useDesk } from './desk.ts'
import { useLanguage } from './language.ts'
import { useSelection } from './selection.ts'
import { useTime } from './time.ts'
import { type Address, type Picked, type Problem, writeAddress } from './url.ts'
import { useView } from './view.ts'

/** Rest after the last change before the address follows, milliseconds. */
const REST = 400

/** Put an address into force. The answer names what the site does not have. */
export function applyAddress(address: Address, site: Site): Problem[] {
  const { pose, layers, picked, sceneTime, past, tool, tier } = address
  if (pose) useCamera.getState().flyTo(pose, true)
  if (layers) useView.getState().setLayers(layers)
  if (sceneTime !== null) useTime.getState().setSceneTime(sceneTime)
  if (past !== null) useTime.getState().setPast(past)
  if (tool) useDesk.getState().open(tool)
  if (tier) useView.getState().chooseTier(tier)
  if (!picked) return []
  const target = findPicked(picked, site)
  if (target) useSelection.getState().select(target)
  return target ? [] : [{ parameter: 's', value: `${picked.type}:${picked.id}`, remedy: 'selection' }]
}

/** The present choices as an address. */
export function presentAddress(site: Site): Address {
  const { layers, allLayers, chosenTier, mode } = useView.getState()
  return {
    pose: useCamera.getState().pose,
    layers: allLayers.map(({ name }) => name).filter(name => layers.has(name)),
    picked: pickedOf(useSelection.getState().selected, site),
    sceneTime: useTime.getState().sceneTime,
    past: useTime.getState().past,
    tool: mode?.desk ? useDesk.getState().tool : null,
    language: useLanguage.getState().language,
    tier: chosenTier,
  }
}

/** Let the address of the page follow the choices, once they rest. The result stops it. */
export function followAddress(site: Site): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    const search = writeAddress(presentAddress(site))
    if (search !== location.search)
      history.replaceState(history.state, '', location.pathname + search + location.hash)
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(write, REST)
  }
  const stops = [useCamera, useView, useSelection, useTime, useDesk, useLanguage].map(store =>
    store.subscribe(soon),
  )
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

function findPicked(picked: Picked, site: Site): Target | null {
  if (picked.type === 'feature') return picked.id < site.features ? picked : null
  if (picked.type === 'place')
    return site.places.some(place => place.id === picked.id) ? { type: 'place', id: picked.id } : null
  const index = site.assets.findIndex(asset => asset.id === picked.id)
  return index < 0 ? null : { type: 'asset', index }
}

function pickedOf(selected: Target | null, site: Site): Picked | null {
  if (selected?.type !== 'asset') return selected
  const asset = site.assets[selected.index]
  return asset ? { type: 'asset', id: asset.id } : null
}
