/**
 * Whether simulated values raise alarms. `auto`: those of a kind do until the first real device of that kind speaks;
 * `shown`: always, marked as simulated; `hidden`: never.
 */
export const SIMULATED_ALARMS = ['auto', 'shown', 'hidden'] as const
export type SimulatedSetting = (typeof SIMULATED_ALARMS)[number]

/** The setting in force, and the kinds of which a real device speaks. */
export interface SimulatedView {
  readonly setting: SimulatedSetting
  readonly realKinds: readonly string[]
}
