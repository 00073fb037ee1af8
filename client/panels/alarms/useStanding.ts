import { useStore } from 'zustand'
import type { AlarmSummary } from '../../../models/alarmSummary.ts'
import { alarmSummary } from '../../live/alarmSummary.ts'
import { alarms } from '../../live/alarms.ts'

/** What the alarms of the instant shown ask of an operator; `known` is false before the server has told them. */
export function useStanding(): { summary: AlarmSummary; known: boolean } {
  const known = useStore(alarms, state => state.known)
  const summary = useStore(alarms, alarmSummary)
  return { summary, known }
}
