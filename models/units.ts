declare const brand: unique symbol
type Branded<T, B> = T & { readonly [brand]?: B }

/** Angle in degrees; azimuths count clockwise from north. */
export type Degrees = Branded<number, 'deg'>
/** Length in metres. */
export type Metres = Branded<number, 'm'>
/** UTC instant in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Branded<number, 'ms'>

/** WGS84 longitude and latitude in degrees, in GeoJSON order. */
export type LonLat = readonly [lon: number, lat: number]
/** Point on the ground of the site frame, metres: x to the east, z to the south of the origin. */
export type GroundPoint = readonly [x: number, z: number]
/** Point in the site frame, metres: x east, y up from sea level, z south of the origin. */
export type SitePoint = readonly [x: number, y: number, z: number]

/** A name: always Korean and English; Japanese and Chinese where it has one there, else the English stands in. */
export interface Names {
  readonly ko: string
  readonly en: string
  readonly ja?: string
  readonly zh?: string
}

/** A text in all four languages: whatever the twin itself declares. */
export type Translated = Required<Names>

/** Units of points, as written on screen. '1' is a plain number or a state code. */
export type Unit =
  | '1'
  | '%'
  | '°C'
  | 'kW'
  | 'MW'
  | 'kWh'
  | 'MWh'
  | 'kV'
  | 'A'
  | 'Hz'
  | 'rpm'
  | 'm/s'
  | '°'
  | 'W/m²'
  | 'mm/h'
  | 'hPa'
  | 'ppm'
  | '%LEL'
  | 'µg/m³'
  | 'dB(A)'
  | 'mg/m³'
  | 'kg'
  | 'kg/h'
  | 'bar'
  | 'Nm³/h'
  | 'km/h'
  | 'pcs/h'
  | 's'
  | 'persons'
  | 'stalls'
  | 'm³/h'
