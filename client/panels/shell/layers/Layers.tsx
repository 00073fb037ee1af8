import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Layer } from '../../../state/layer.ts'
import { useView } from '../../../state/view.ts'
import { useCover } from '../../parts/useCover.ts'
import { useWords } from '../../parts/useWords.ts'

/** What lies over the world: a switch each, with legend and live totals while it is on. */
export function Layers({ open: openAtFirst }: { open: boolean }) {
  const { say } = useWords()
  const layers = useView(view => view.allLayers)
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
        {layers.map(layer => (
          <LayerSwitch key={layer.name} layer={layer} />
        ))}
      </div>
    </section>
  )
}

function LayerSwitch({ layer: { name, title, icon: Icon, legend: Legend } }: { layer: Layer }) {
  const { language } = useWords()
  const on = useView(view => view.layers.has(name))
  const toggle = useView(view => view.toggleLayer)
  return (
    <div className="layer" data-layer={name}>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        className="layer-head"
        onClick={() => toggle(name)}
      >
        <Icon aria-hidden="true" />
        <span className="layer-name">{nameIn(title, language)}</span>
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
