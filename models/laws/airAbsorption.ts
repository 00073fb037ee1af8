/** Saturation pressure of water vapour, kPa, at a temperature in °C. ISO 9613-1, annex B. */
export function saturationPressure(temperature: number): number {
  return 101.325 * 10 ** (-6.8346 * (273.16 / (temperature + 273.15)) ** 1.261 + 4.6151)
}

/** Speed of sound in air, m/s, at a temperature in °C. ISO 9613-1. */
export function soundSpeed(temperature: number): number {
  return 343.2 * Math.sqrt((temperature + 273.15) / 293.15)
}

/** Molar concentration of water vapour, %, at relative humidity (%), temperature (°C) and pressure (kPa). ISO 9613-1, annex B. */
export function vapourConcentration(humidity: number, temperature: number, pressure = 101.325): number {
  return (humidity * saturationPressure(temperature)) / pressure
}

/** Relaxation frequency of oxygen, Hz, for a molar concentration of vapour (%) and pressure (kPa). ISO 9613-1, eq. 3. */
export function oxygenRelaxation(vapour: number, pressure = 101.325): number {
  return (pressure / 101.325) * (24 + (40_400 * vapour * (0.02 + vapour)) / (0.391 + vapour))
}

/** Relaxation frequency of nitrogen, Hz, for a molar concentration of vapour (%), temperature (°C) and pressure (kPa). ISO 9613-1, eq. 4. */
export function nitrogenRelaxation(vapour: number, temperature: number, pressure = 101.325): number {
  const rel = (temperature + 273.15) / 293.15
  return (pressure / 101.325) * rel ** -0.5 * (9 + 280 * vapour * Math.exp(-4.17 * (rel ** (-1 / 3) - 1)))
}

/** Absorption by air in dB/km for a pure tone (Hz) at temperature (°C), relative humidity (%), pressure (kPa). ISO 9613-1, eq. 5. NaN for a humidity outside 0 to 100 or no pressure. */
export function airAbsorption(
  frequency: number,
  temperature: number,
  humidity: number,
  pressure = 101.325,
): number {
  if (!(humidity >= 0 && humidity <= 100 && pressure > 0 && frequency >= 0)) return Number.NaN
  const t = temperature + 273.15
  const rel = t / 293.15
  const vapour = vapourConcentration(humidity, temperature, pressure)
  const oxygen = oxygenRelaxation(vapour, pressure)
  const nitrogen = nitrogenRelaxation(vapour, temperature, pressure)
  const relaxation =
    (0.01275 * Math.exp(-2239.1 / t)) / (oxygen + frequency ** 2 / oxygen) +
    (0.1068 * Math.exp(-3352 / t)) / (nitrogen + frequency ** 2 / nitrogen)
  return (
    8686 * frequency ** 2 * (((1.84e-11 * 101.325) / pressure) * Math.sqrt(rel) + rel ** -2.5 * relaxation)
  )
}

/** Exact middle of a third-octave or octave band, Hz, from its nominal one: the tables of ISO 9613-1 are computed there. */
export function exactMidband(nominal: number): number {
  return 1000 * 10 ** (Math.round(10 * Math.log10(nominal / 1000)) / 10)
}
