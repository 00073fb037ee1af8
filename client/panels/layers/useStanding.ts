import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Alarm } from '../../../models/alarm.ts'
import { alarms } from '../../live/alarms.ts'

/** The standing alarms, worst first, the newest first among equals; `known` is false before the server has told them. */
export function useStanding(): { standing: readonly Alarm[]; known: boolean } {
  const known = useStore(alarms, state => state.known)
  const byPoint = useStore(alarms, state => state.byPoint)
  const standing = useMemo(
    () =>
      [...byPoint.values()].sort((a, b) => b.severity - a.severity || b.since - a.since || a.point - b.point),
    [byPoint],
  )
  return { standing, known }
}
