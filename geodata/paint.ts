/**
 * What a surface is made of. The code travels as alpha of the vertex colour, so that a look can give each
 * surface its own colour, windows and night light without touching geometry.
 */
export const SURFACES = [
  'plain',
  'hall',
  'office',
  'apartment',
  'house',
  'glass',
  'roofMetal',
  'roofFlat',
  'roofTile',
  'skylight',
  'steel',
  'concrete',
  'asphalt',
  'marking',
  'yellow',
  'sidewalk',
  'lot',
  'rail',
  'quay',
  'water',
  'stripe',
  'accent',
] as const
export type Surface = (typeof SURFACES)[number]

/** Colour and material of a part's side or top. */
export interface Paint {
  readonly surface: Surface
  /** Daylight colour, sRGB 0..255. */
  readonly rgb: readonly [number, number, number]
}

/** Classes of ground, one byte a pixel of ground.png. */
export const GROUNDS = [
  'sea',
  'stream',
  'forest',
  'forestHigh',
  'grass',
  'field',
  'city',
  'housing',
  'industry',
  'yard',
  'park',
  'road',
  'rail',
  'quay',
  'tidal',
  'rock',
  'lot',
  'plaza',
] as const
export type Ground = (typeof GROUNDS)[number]
