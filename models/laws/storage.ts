/** A battery: energy in kWh, power in kW, efficiencies and window as shares. */
export interface Battery {
  readonly capacity: number
  readonly power: number
  /** AC to AC round trip; split evenly between charging and discharging. */
  readonly roundTrip: number
  readonly lowest: number
  readonly highest: number
}

/** One step of a battery: the state after it and what really went in or out. */
export interface Step {
  /** State of charge, 0..1. */
  readonly charge: number
  /** Power at the terminals in kW; positive discharges, negative charges. */
  readonly power: number
}

/**
 * Ask the battery for `wanted` kW (positive discharges) over `hours`. Power limit and window clip the wish:
 * SOC′ = SOC + (η P_charge − P_discharge / η) h / E with η = √round trip. A charge outside the window only moves back into it.
 */
export function stepBattery(battery: Battery, charge: number, wanted: number, hours: number): Step {
  const { capacity, power, roundTrip, lowest, highest } = battery
  const eta = Math.sqrt(roundTrip)
  if (!(hours > 0) || !Number.isFinite(wanted)) return { charge, power: 0 }
  if (wanted >= 0) {
    const room = (Math.max(0, charge - lowest) * capacity * eta) / hours
    const out = Math.min(wanted, power, room)
    return { charge: charge - (out * hours) / eta / capacity, power: out }
  }
  const room = (Math.max(0, highest - charge) * capacity) / eta / hours
  const into = Math.min(-wanted, power, room)
  return { charge: charge + (into * hours * eta) / capacity, power: -into }
}
