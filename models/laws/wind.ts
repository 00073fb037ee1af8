/** Wind at hub height by the logarithmic profile (m/s, metres); the ground is lifted by 0.7 of the obstacles' height. NaN where the profile does not reach. */
export function logProfile(
  speed: number,
  reference: number,
  hub: number,
  roughness: number,
  obstacles = 0,
): number {
  const d = 0.7 * obstacles
  if (!(reference > d && hub > d && roughness > 0)) return Number.NaN
  return (speed * Math.log((hub - d) / roughness)) / Math.log((reference - d) / roughness)
}

/** Wind at hub height by Hellman's power law. */
export function hellman(speed: number, reference: number, hub: number, exponent = 1 / 7): number {
  return speed * (hub / reference) ** exponent
}

/** Hellman exponent for a hub height over a roughness length: 1 / ln(hub / z0). Sharp 2015. */
export function hellmanExponent(hub: number, roughness: number): number {
  return 1 / Math.log(hub / roughness)
}

/** Air temperature (K) at hub height, 6.5 K lower every 1,000 m. ICAO standard atmosphere. */
export function temperatureAtHub(temperature: number, reference: number, hub: number): number {
  return temperature - 0.0065 * (hub - reference)
}

/** Density of air at hub height, kg/m³, from pressure (Pa) at its height and hub temperature (K). Windpower lib's barometric form, ρ0 = 1.225. */
export function airDensity(
  pressure: number,
  pressureHeight: number,
  hub: number,
  temperatureAtHubK: number,
): number {
  return (
    ((pressure / 100 - (hub - pressureHeight) / 8) * 1.225 * 288.15 * 100) / (101_330 * temperatureAtHubK)
  )
}

/** Power of a rotor in W: 0.5 ρ A Cp v³. */
export function rotorPower(speed: number, density: number, diameter: number, cp: number): number {
  return (density / 2) * Math.PI * (diameter / 2) ** 2 * cp * Math.max(0, speed) ** 3
}

/** Power from a measured curve, linear between its points, 0 outside. `speeds` ascend; the unit is the curve's. */
export function curvePower(speed: number, speeds: readonly number[], powers: readonly number[]): number {
  const after = speeds.findIndex(s => s >= speed)
  if (after < 0 || !(speed >= speeds[0]!)) return 0
  if (after === 0) return powers[0]!
  const share = (speed - speeds[after - 1]!) / (speeds[after]! - speeds[after - 1]!)
  return powers[after - 1]! + share * (powers[after]! - powers[after - 1]!)
}

/** A turbine by four numbers: m/s and rated power in any unit. */
export interface CubicTurbine {
  readonly cutIn: number
  readonly ratedSpeed: number
  readonly cutOut: number
  readonly rated: number
}

/** Generic turbine: rated × ((v − cut-in)/(rated speed − cut-in))³, flat to cut-out, 0 outside. */
export function cubicPower(speed: number, { cutIn, ratedSpeed, cutOut, rated }: CubicTurbine): number {
  if (!(speed >= cutIn && speed <= cutOut)) return 0
  return speed >= ratedSpeed ? rated : rated * ((speed - cutIn) / (ratedSpeed - cutIn)) ** 3
}

/** Energy made over energy possible: annual MWh over MW × 8,760 h. */
export function capacityFactor(annual: number, capacity: number): number {
  return annual / (capacity * 8760)
}
