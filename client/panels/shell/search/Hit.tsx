import { LandPlot, type LucideIcon, Map as MapIcon, MapPin, RadioTower } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { sayCategory } from '../../parts/sayCategory.ts'
import { useWords } from '../../parts/useWords.ts'
import type { Aim, Found, Why } from './searchIndex.ts'

const ICONS: Readonly<Record<Aim['type'], LucideIcon>> = {
  district: MapIcon,
  place: MapPin,
  plot: LandPlot,
  asset: RadioTower,
  feature: MapPin,
}

/** Reasons that the name itself does not show. */
const EXPLAINED: ReadonlySet<Why> = new Set(['initials', 'language', 'id', 'nearly', 'inside'])

interface HitProps {
  id: string
  found: Found
  active: boolean
  onPoint: () => void
  onGo: () => void
}

/** One line of the search's answers. */
export function Hit({ id, found: { entry, why }, active, onPoint, onGo }: HitProps) {
  const { say, language } = useWords()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { about, name, target } = entry
  const Icon = ICONS[target.type]
  const kind = 'category' in about ? sayCategory(about.category, say) : nameIn(about, language)
  const other = language === 'ko' ? name.en : name.ko
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox input handles the keys of its list
    <div
      ref={line}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="hit"
      onPointerMove={onPoint}
      onPointerDown={event => event.preventDefault()}
      onClick={onGo}
    >
      <Icon aria-hidden="true" />
      <span className="hit-name">
        {nameIn(name, language)}
        <small>{other}</small>
      </span>
      <span className="hit-kind">
        {kind}
        {EXPLAINED.has(why) && <small data-why={why}>{say(`search.why.${why}`)}</small>}
      </span>
    </div>
  )
}
