import type { Unit } from '../../models/units.ts'

type Factor = readonly [scale: number, offset: number]

/** value × scale + offset brings a foreign unit to ours. */
const CONVERSIONS: Readonly<Record<string, Factor>> = {
  'W→kW': [1e-3, 0],
  'MW→kW': [1e3, 0],
  'kW→MW': [1e-3, 0],
  'Wh→kWh': [1e-3, 0],
  'MWh→kWh': [1e3, 0],
  'kWh→MWh': [1e-3, 0],
  'V→kV': [1e-3, 0],
  'mA→A': [1e-3, 0],
  '°F→°C': [5 / 9, -160 / 9],
  'K→°C': [1, -273.15],
  'km/h→m/s': [1 / 3.6, 0],
  'm/s→km/h': [3.6, 0],
  'ppb→ppm': [1e-3, 0],
  'mg/m³→µg/m³': [1e3, 0],
  'µg/m³→mg/m³': [1e-3, 0],
  'kPa→bar': [0.01, 0],
  'MPa→bar': [10, 0],
  'Pa→hPa': [0.01, 0],
  'kPa→hPa': [10, 0],
  't→kg': [1e3, 0],
  'Hz→rpm': [60, 0],
  'rad/s→rpm': [30 / Math.PI, 0],
}

/** Other spellings that devices use. */
const SPELLINGS: Readonly<Record<string, string>> = {
  C: '°C',
  degC: '°C',
  '℃': '°C',
  F: '°F',
  degF: '°F',
  'ug/m3': 'µg/m³',
  'μg/m³': 'µg/m³',
  'µg/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  'W/m2': 'W/m²',
  percent: '%',
  deg: '°',
  'Nm3/h': 'Nm³/h',
  'm3/h': 'm³/h',
  dBA: 'dB(A)',
  'r/min': 'rpm',
  '1/min': 'rpm',
  RPM: 'rpm',
  '': '1',
  none: '1',
  count: '1',
}

/** The value in `wanted`, or null when `given` is a unit that does not lead there. */
export function convert(value: number, given: string, wanted: Unit): number | null {
  const unit = Object.hasOwn(SPELLINGS, given) ? SPELLINGS[given]! : given
  if (unit === wanted) return value
  const key = `${unit}→${wanted}`
  if (!Object.hasOwn(CONVERSIONS, key)) return null
  const [scale, offset] = CONVERSIONS[key]!
  return value * scale + offset
}
