/** A battery: energy in kWh, power in kW, efficiencies and window as shares. */
export interface Battery {
  readonly capacity: number
  /** Most it takes or gives, kW. */
  readonly power: number
  /** AC to AC round trip; split evenly between charging and discharging. */
  readonly roundTrip: number
  readonly lowest: number
  readonly highest: number
}

/** A battery of `capacity` kWh that may be emptied in 1/`cRate` hours. Korean fire-safety practice ends the window indoors at 80 %, elsewhere at 90 %; round trip 0.85 (assumptions). */
export function batteryOf(capacity: number, cRate: number, place: 'indoor' | 'outdoor' = 'outdoor'): Battery {
  const highest = place === 'indoor' ? 0.8 : 0.9
  return { capacity, power: capacity * cRate, roundTrip: 0.85, lowest: 0.1, highest }
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
 * SOC′ = SOC + (η P_charge − P_discharge / η) h / E with η = √round trip. A charge outside the window only moves back into it. A step
 * without time or a wish leaves the battery alone; a battery that cannot be (no capacity, a round trip outside 0 to 1, a
 * window upside down) or a charge that is no number throws RangeError.
 */
export function stepBattery(battery: Battery, charge: number, wanted: number, hours: number): Step {
  check(battery, charge)
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

/** Energy in kWh that a battery still gives at its terminals from a state of charge down to its window. */
export function deliverable(battery: Battery, charge: number): number {
  check(battery, charge)
  return Math.max(0, charge - battery.lowest) * battery.capacity * Math.sqrt(battery.roundTrip)
}

function check({ capacity, power, roundTrip, lowest, highest }: Battery, charge: number): void {
  const sound =
    capacity > 0 &&
    power >= 0 &&
    roundTrip > 0 &&
    roundTrip <= 1 &&
    lowest >= 0 &&
    lowest < highest &&
    highest <= 1
  if (!sound)
    throw new RangeError(
      `no battery has capacity ${capacity} kWh, power ${power} kW, round trip ${roundTrip}, window ${lowest} to ${highest}`,
    )
  if (!(charge >= 0 && charge <= 1)) throw new RangeError(`state of charge ${charge} is not between 0 and 1`)
}
