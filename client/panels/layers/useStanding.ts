import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Alarm } from '../../../models/alarm.ts'
import { alarms } from '../../live/alarms.ts'

/** The standing alarms, worst first, the newest first among equals. */
export function useStanding(): readonly Alarm[] {
  const byPoint = useStore(alarms, state => state.byPoint)
  return useMemo(
    () => [...byPoint.values()].sort((a, b) => b.severity - a.severity || b.since - a.since || a.point - b.point),
    [byPoint],
  )
}
