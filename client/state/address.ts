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

/** What an address is about: a site, and what stands in it by lasting key. */
export interface Ground {
  readonly site: Site
  /** Feature id of a key, -1 for none. */
  readonly featureOf: (key: string) => number
  readonly keyOf: (feature: number) => string
}

/** Put an address into force. The answer names what the site does not have. */
export function applyAddress(address: Address, ground: Ground): Problem[] {
  const { pose, layers, picked, sceneTime, past, tool, tier } = address
  if (pose) useCamera.getState().flyTo(pose, true)
  if (layers) useView.getState().setLayers(layers)
  if (sceneTime !== null) useTime.getState().setSceneTime(sceneTime)
  if (past !== null) useTime.getState().setPast(past)
  if (tool) useDesk.getState().open(tool)
  if (tier) useView.getState().chooseTier(tier)
  if (!picked) return []
  const target = findPicked(picked, ground)
  if (target) useSelection.getState().select(target)
  return target ? [] : [{ parameter: 's', value: `${picked.type}:${picked.id}`, remedy: 'selection' }]
}

/** The present choices as an address. */
export function presentAddress(ground: Ground): Address {
  const { layers, allLayers, chosenTier, mode } = useView.getState()
  return {
    pose: useCamera.getState().pose,
    layers: allLayers.map(({ name }) => name).filter(name => layers.has(name)),
    picked: pickedOf(useSelection.getState().selected, ground),
    sceneTime: useTime.getState().sceneTime,
    past: useTime.getState().past,
    tool: mode?.desk ? useDesk.getState().tool : null,
    language: useLanguage.getState().language,
    tier: chosenTier,
  }
}

/** Let the address of the page follow the choices, once they rest. The result stops it. */
export function followAddress(ground: Ground): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    const search = writeAddress(presentAddress(ground))
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

function findPicked(picked: Picked, { site, featureOf }: Ground): Target | null {
  if (picked.type === 'feature') {
    const id = featureOf(picked.id)
    return id < 0 ? null : { type: 'feature', id }
  }
  if (picked.type === 'plot')
    return site.plots.some(({ key }) => key === picked.id) ? { type: 'plot', id: picked.id } : null
  if (picked.type === 'place')
    return site.places.some(place => place.id === picked.id) ? { type: 'place', id: picked.id } : null
  const index = site.assets.findIndex(asset => asset.id === picked.id)
  return index < 0 ? null : { type: 'asset', index }
}

function pickedOf(selected: Target | null, { site, keyOf }: Ground): Picked | null {
  if (selected?.type === 'feature') return { type: 'feature', id: keyOf(selected.id) }
  if (selected?.type !== 'asset') return selected
  const asset = site.assets[selected.index]
  return asset ? { type: 'asset', id: asset.id } : null
}
