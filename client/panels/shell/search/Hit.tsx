import { MapPin, RadioTower } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { sayCategory } from '../../parts/sayCategory.ts'
import { useWords } from '../../parts/useWords.ts'
import type { Entry } from './searchIndex.ts'

interface HitProps {
  id: string
  entry: Entry
  active: boolean
  onPoint: () => void
  onGo: () => void
}

/** One line of the search's answers. */
export function Hit({ id, entry, active, onPoint, onGo }: HitProps) {
  const { say, language } = useWords()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { about, name } = entry
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
      {entry.target.type === 'place' ? <MapPin aria-hidden="true" /> : <RadioTower aria-hidden="true" />}
      <span className="hit-name">
        {nameIn(name, language)}
        <small>{other}</small>
      </span>
      <span className="hit-kind">{kind}</span>
    </div>
  )
}
