import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { useCamera } from '../../../state/camera.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** The named views of the site; a click flies there. Where they do not fit, arrows move the row. */
export function Bookmarks() {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const flyTo = useCamera(camera => camera.flyTo)
  const row = useRef<HTMLUListElement>(null)
  const hidden = useHidden(row)
  const move = (way: 1 | -1) => row.current?.scrollBy({ left: way * row.current.clientWidth * 0.7 })
  if (site.bookmarks.length === 0) return null
  return (
    <nav className="bookmarks panel" aria-label={say('bookmarks.title')}>
      <Arrow way={-1} shown={hidden.left} onMove={move} />
      <ul ref={row}>
        {site.bookmarks.map(({ id, name, eye, target }) => (
          <li key={id}>
            <button
              type="button"
              className="bookmark"
              data-bookmark={id}
              onClick={() => flyTo({ eye, target })}
            >
              {nameIn(name, language)}
            </button>
          </li>
        ))}
      </ul>
      <Arrow way={1} shown={hidden.right} onMove={move} />
    </nav>
  )
}

interface ArrowProps {
  way: 1 | -1
  shown: boolean
  onMove: (way: 1 | -1) => void
}

/** For the pointer only: the keyboard reaches every view by itself. */
function Arrow({ way, shown, onMove }: ArrowProps) {
  const Icon = way < 0 ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      className="quiet"
      tabIndex={-1}
      aria-hidden="true"
      hidden={!shown}
      onClick={() => onMove(way)}
    >
      <Icon />
    </button>
  )
}

/** Whether a scrolling row hides something at its ends. */
function useHidden(row: React.RefObject<HTMLElement | null>): { left: boolean; right: boolean } {
  const [hidden, setHidden] = useState({ left: false, right: false })
  useEffect(() => {
    const list = row.current
    if (!list) return
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = list
      const left = scrollLeft > 4
      const right = scrollLeft + clientWidth < scrollWidth - 4
      setHidden(was => (was.left === left && was.right === right ? was : { left, right }))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', look)
    }
  })
  return hidden
}
