/** Coefficients (a, b, ΔT in K) of the SAPM by mounting. King, Boyson & Kratochvil, SAND2004-3535, table 1. */
export const SAPM = {
  openRackGlass: { a: -3.47, b: -0.0594, rise: 3 },
  closeRoofGlass: { a: -2.98, b: -0.0471, rise: 1 },
  openRackPolymer: { a: -3.56, b: -0.075, rise: 3 },
  insulatedBack: { a: -2.81, b: -0.0455, rise: 0 },
} as const

/** Cell and module temperature in °C from irradiance (W/m²), air (°C) and wind (m/s). SAPM. Missing readings give NaN here and in the models below. */
export function sapm(
  irradiance: number,
  air: number,
  wind: number,
  mount: { a: number; b: number; rise: number },
): { cell: number; module: number } {
  const module = irradiance * Math.exp(mount.a + mount.b * wind) + air
  return { module, cell: module + (irradiance / 1000) * mount.rise }
}

/** Cell temperature in °C by PVsyst's heat balance: loss factors in W/m²K, module efficiency and absorption as shares. */
export function pvsyst(
  irradiance: number,
  air: number,
  wind: number,
  constant = 29,
  byWind = 0,
  efficiency = 0.1,
  absorption = 0.9,
): number {
  return air + (irradiance * absorption * (1 - efficiency)) / (constant + byWind * wind)
}

/** Module temperature in °C. Faiman 2008. */
export function faiman(irradiance: number, air: number, wind: number, u0 = 25, u1 = 6.84): number {
  return air + irradiance / (u0 + u1 * wind)
}

/** Cell temperature in °C from the nominal operating cell temperature. Ross 1980. */
export function ross(irradiance: number, air: number, noct: number): number {
  return air + ((noct - 20) / 800) * irradiance
}
