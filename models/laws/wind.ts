/** Wind at hub height by the logarithmic profile (m/s, metres); the ground is lifted by 0.7 of the obstacles' height. NaN where the profile does not reach. */
export function logProfile(
  speed: number,
  reference: number,
  hub: number,
  roughness: number,
  obstacles = 0,
): number {
  const d = 0.7 * obstacles
  if (!(speed >= 0 && reference > d && hub > d && roughness > 0)) return Number.NaN
  return (speed * Math.log((hub - d) / roughness)) / Math.log((reference - d) / roughness)
}

/** Wind at hub height by Hellman's power law; NaN for negative speeds or heights of 0 and less. */
export function hellman(speed: number, reference: number, hub: number, exponent = 1 / 7): number {
  if (!(speed >= 0 && reference > 0 && hub > 0)) return Number.NaN
  return speed * (hub / reference) ** exponent
}

/** Hellman exponent for a hub height over a roughness length: 1 / ln(hub / z0). Sharp 2015. Industrial ground has a z0 of 0.5 to 1 m (assumption). */
export function hellmanExponent(hub: number, roughness: number): number {
  return 1 / Math.log(hub / roughness)
}

/** Air temperature (K) at hub height, 6.5 K lower every 1,000 m. ICAO standard atmosphere. */
export function temperatureAtHub(temperature: number, reference: number, hub: number): number {
  return temperature - 0.0065 * (hub - reference)
}

/** Power of a rotor in W: 0.5 ρ A Cp v³; `cp` may be read from its own curve with curvePower. */
export function rotorPower(speed: number, density: number, diameter: number, cp: number): number {
  return (density / 2) * Math.PI * (diameter / 2) ** 2 * cp * Math.max(0, speed) ** 3
}

/** Power from a measured curve, linear between its points, 0 outside, NaN without a speed. `speeds` ascend; the unit is the curve's. */
export function curvePower(speed: number, speeds: ArrayLike<number>, powers: ArrayLike<number>): number {
  if (Number.isNaN(speed)) return Number.NaN
  let after = 0
  while (after < speeds.length && speeds[after]! < speed) after++
  if (after === speeds.length || !(speed >= speeds[0]!)) return 0
  if (after === 0) return powers[0]!
  const share = (speed - speeds[after - 1]!) / (speeds[after]! - speeds[after - 1]!)
  return powers[after - 1]! + share * (powers[after]! - powers[after - 1]!)
}

/**
 * curvePower in air of a density (kg/m³) other than the curve's 1.225: the curve's speeds are stretched by
 * (1.225/ρ)^k, k rising from 1/3 below 7.5 m/s to 2/3 above 12.5 m/s. Svenningsen 2010, as in windpowerlib.
 */
export function curvePowerInAir(
  speed: number,
  speeds: readonly number[],
  powers: readonly number[],
  density: number,
): number {
  const stretched = speeds.map(v => {
    const k = 1 / 3 + Math.min(1, Math.max(0, (v - 7.5) / 5)) / 3
    return v * (1.225 / density) ** k
  })
  return density > 0 ? curvePower(speed, stretched, powers) : Number.NaN
}

/** A turbine by four numbers: m/s and rated power in any unit. */
export interface CubicTurbine {
  readonly cutIn: number
  readonly ratedSpeed: number
  readonly cutOut: number
  readonly rated: number
}

/** Generic turbine: rated × ((v − cut-in)/(rated speed − cut-in))³, flat to cut-out, 0 outside, NaN without a speed. */
export function cubicPower(speed: number, { cutIn, ratedSpeed, cutOut, rated }: CubicTurbine): number {
  if (Number.isNaN(speed)) return Number.NaN
  if (!(speed >= cutIn && speed <= cutOut)) return 0
  return speed >= ratedSpeed ? rated : rated * ((speed - cutIn) / (ratedSpeed - cutIn)) ** 3
}

/** The other generic turbine: rated × (v³ − cut-in³)/(rated speed³ − cut-in³). Up to three times cubicPower near 6 m/s, so name which one is meant. */
export function energyCubicPower(speed: number, { cutIn, ratedSpeed, cutOut, rated }: CubicTurbine): number {
  if (Number.isNaN(speed)) return Number.NaN
  if (!(speed >= cutIn && speed <= cutOut)) return 0
  return speed >= ratedSpeed ? rated : (rated * (speed ** 3 - cutIn ** 3)) / (ratedSpeed ** 3 - cutIn ** 3)
}

/** Energy made over energy possible: MWh over MW × hours; NaN without capacity, time or for negative energy. */
export function capacityFactor(energy: number, capacity: number, hours = 8760): number {
  return energy >= 0 && capacity > 0 && hours > 0 ? energy / (capacity * hours) : Number.NaN
}

/**
 * Capacity factor of a turbine (`rated` 1 W …, any unit) in winds of a Rayleigh distribution about a mean at hub height,
 * m/s, by 0.05 m/s steps. A mean of 2 m/s, as in the Changwon basin, gives a few percent at most.
 */
export function rayleighCapacityFactor(mean: number, turbine: CubicTurbine, power = cubicPower): number {
  if (!(mean > 0 && turbine.rated > 0)) return Number.NaN
  const below = (v: number): number => 1 - Math.exp((-Math.PI / 4) * (v / mean) ** 2)
  let sum = 0
  for (let v = 0; v < turbine.cutOut + 0.05; v += 0.05)
    sum += power(v + 0.025, turbine) * (below(v + 0.05) - below(v))
  return sum / turbine.rated
}
