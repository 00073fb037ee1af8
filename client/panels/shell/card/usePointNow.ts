import { useStore } from 'zustand'
import { qualityNow } from '../../../../models/quality.ts'
import { alarmSummary } from '../../../live/alarmSummary.ts'
import { alarms } from '../../../live/alarms.ts'
import { serverNow } from '../../../live/health.ts'
import { telemetry, usePoint } from '../../../live/telemetry.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useSecond } from '../../parts/useSecond.ts'

/** One point as it is now: value, instant of its sample, quality with its age counted in, and its alarm. */
export function usePointNow(point: number) {
  useSecond()
  const { points } = useLoaded()
  const spec = points.spec[point]!
  const value = usePoint(point)
  const at = useStore(telemetry, ({ state }) => state.times[point] ?? Number.NaN)
  const code = useStore(telemetry, ({ state }) => state.quality[point] ?? 0)
  const alarm = useStore(alarms, () => alarmSummary().points.get(point))
  return { spec, value, at, quality: qualityNow(code, at, spec.every, serverNow()), alarm }
}
