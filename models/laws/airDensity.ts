/** Air at hub height: pressure in Pa measured at a height in metres, height of the hub, temperature at the hub in K. */
export type AirAtHub = readonly [pressure: number, pressureHeight: number, hub: number, temperature: number]

/** Density of air at hub height, kg/m³: barometric form about ρ0 = 1.225 kg/m³ at 288.15 K and 1013.3 hPa, 1 hPa less every 8 m. Windpowerlib. NaN for no temperature above 0 K. */
export function airDensity(...[pressure, pressureHeight, hub, temperature]: AirAtHub): number {
  if (!(temperature > 0)) return Number.NaN
  return ((pressure / 100 - (hub - pressureHeight) / 8) * 1.225 * 288.15 * 100) / (101_330 * temperature)
}

/** Density of air at hub height, kg/m³, as an ideal gas with R = 287.058 J/kgK and the same fall of pressure. Windpowerlib. */
export function idealGasDensity(...[pressure, pressureHeight, hub, temperature]: AirAtHub): number {
  if (!(temperature > 0)) return Number.NaN
  return ((pressure / 100 - (hub - pressureHeight) / 8) * 100) / (287.058 * temperature)
}
