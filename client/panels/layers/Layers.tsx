import {
  Bus,
  ChevronDown,
  ChevronUp,
  CloudSun,
  type LucideIcon,
  ShieldAlert,
  SquareParking,
  Tag,
  TreePine,
  Zap,
} from 'lucide-react'
import { type ComponentType, useState } from 'react'
import { LAYERS, type Layer, useView } from '../../state/view.ts'
import { useCover } from '../parts/useCover.ts'
import { useWords } from '../parts/useWords.ts'
import { ControlLegend } from './ControlLegend.tsx'
import { EnergyLegend } from './EnergyLegend.tsx'
import { EnvironmentLegend } from './EnvironmentLegend.tsx'
import { MobilityLegend } from './MobilityLegend.tsx'
import { ParkingLegend } from './ParkingLegend.tsx'

const ICONS: Readonly<Record<Layer, LucideIcon>> = {
  control: ShieldAlert,
  energy: Zap,
  parking: SquareParking,
  environment: CloudSun,
  mobility: Bus,
  labels: Tag,
  trees: TreePine,
}

/** Legend and totals of the layers that have any. */
const LEGENDS: Partial<Record<Layer, ComponentType>> = {
  control: ControlLegend,
  energy: EnergyLegend,
  parking: ParkingLegend,
  environment: EnvironmentLegend,
  mobility: MobilityLegend,
}

/** What lies over the world: a switch each, with legend and live totals while it is on. */
export function Layers({ open: openAtFirst }: { open: boolean }) {
  const { say } = useWords()
  const [open, setOpen] = useState(openAtFirst)
  const Fold = open ? ChevronUp : ChevronDown
  return (
    <section
      ref={useCover('left')}
      id="layers"
      tabIndex={-1}
      className="layers panel"
      aria-label={say('layers.title')}
      data-open={open}
    >
      <div className="layers-head">
        <h2>{say('layers.title')}</h2>
        <button
          type="button"
          className="quiet"
          aria-expanded={open}
          aria-label={say(open ? 'layers.collapse' : 'layers.expand')}
          onClick={() => setOpen(!open)}
        >
          <Fold aria-hidden="true" />
        </button>
      </div>
      <div className="layers-body">
        {LAYERS.map(layer => (
          <LayerSwitch key={layer} layer={layer} />
        ))}
      </div>
    </section>
  )
}

function LayerSwitch({ layer }: { layer: Layer }) {
  const { say } = useWords()
  const on = useView(view => view.layers.has(layer))
  const toggle = useView(view => view.toggleLayer)
  const Icon = ICONS[layer]
  const Legend = LEGENDS[layer]
  return (
    <div className="layer" data-layer={layer}>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        className="layer-head"
        onClick={() => toggle(layer)}
      >
        <Icon aria-hidden="true" />
        <span className="layer-name">{say(`layer.${layer}`)}</span>
        <span className="switch" aria-hidden="true" />
      </button>
      {on && Legend && (
        <div className="layer-more">
          <Legend />
        </div>
      )}
    </div>
  )
}
