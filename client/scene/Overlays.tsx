import { useStore } from 'zustand'
import { world } from '../live/world.ts'
import { AlarmSigns } from './overlays/AlarmSigns.tsx'
import { Equipment } from './overlays/Equipment.tsx'
import { FeaturePaint } from './overlays/FeaturePaint.tsx'
import { LineFlows } from './overlays/LineFlows.tsx'
import { Markers } from './overlays/Markers.tsx'
import { Modules } from './overlays/Modules.tsx'
import { Names } from './overlays/Names.tsx'
import { NotePins } from './overlays/NotePins.tsx'
import { Parking } from './overlays/Parking.tsx'
import { Plots } from './overlays/Plots.tsx'
import { SelectionMark } from './overlays/SelectionMark.tsx'
import { Tags } from './overlays/Tags.tsx'

/** What is laid over the world: equipment, markers, flows, cars, live colours, names. */
export function Overlays() {
  const loaded = useStore(world, state => state.loaded)
  if (!loaded) return null
  return (
    <>
      <FeaturePaint loaded={loaded} />
      <Equipment loaded={loaded} />
      <Modules loaded={loaded} />
      <LineFlows loaded={loaded} />
      <Plots loaded={loaded} />
      <Parking loaded={loaded} />
      <Markers loaded={loaded} />
      <AlarmSigns loaded={loaded} />
      <Names loaded={loaded} />
      <Tags loaded={loaded} />
      <NotePins />
      <SelectionMark loaded={loaded} />
    </>
  )
}
