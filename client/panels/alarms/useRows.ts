import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { windowOf } from './windowOf.ts'

/** Height of a row, rem; `--row` in operate/desk/desk.css. */
const ROW_REM = 3

/** Which rows of a scrolling box are drawn. What comes in above does not move what is read: the first row in sight stays. */
export function useRows(box: RefObject<HTMLElement | null>, list: readonly StandingAlarm[]) {
  const [view, setView] = useState({ scrolled: 0, height: 0, rowHeight: ROW_REM * 16 })
  const top = useRef<{ key: number; offset: number } | null>(null)
  const { scrolled, height, rowHeight } = view

  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const head = element.querySelector('thead')?.clientHeight ?? 0
      setView({ scrolled: element.scrollTop, height: element.clientHeight - head, rowHeight: rem * ROW_REM })
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [box])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const held = top.current
    if (held && element.scrollTop > rowHeight / 2) {
      const now = list.findIndex(alarm => keyOf(alarm) === held.key)
      if (now >= 0) element.scrollTop = now * rowHeight + held.offset
    }
  }, [box, list, rowHeight])

  useLayoutEffect(() => {
    const first = list[Math.floor(scrolled / rowHeight)]
    top.current = first ? { key: keyOf(first), offset: scrolled % rowHeight } : null
  }, [list, scrolled, rowHeight])

  const [from, to] = windowOf(list.length, rowHeight, scrolled, height)
  return { from, to, rowHeight, height }
}

function keyOf({ point, source }: StandingAlarm): number {
  return alarmIndex(point, source)
}
