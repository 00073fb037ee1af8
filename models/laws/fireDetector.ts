/** Where heat detectors alarm: °C of fixed detectors, °C a minute of rate-of-rise detectors (assumptions; classes differ by maker). */
export const HEAT_ALARM = { fixed: 70, rise: 15 } as const

/** Why a heat detector alarms on readings in °C, one a minute, oldest first; null for no reason. A gap cannot show a rise. */
export function heatAlarm(minutes: readonly number[]): 'fixed' | 'rise' | null {
  const last = minutes.at(-1) ?? Number.NaN
  if (last >= HEAT_ALARM.fixed) return 'fixed'
  return last - (minutes.at(-2) ?? Number.NaN) >= HEAT_ALARM.rise ? 'rise' : null
}

/** State of a smoke detector: it latches when it senses smoke, and a reset counts only in clear air. */
export function smokeLatch(latched: boolean, smoke: boolean, reset: boolean): boolean {
  return smoke || (latched && !reset)
}
