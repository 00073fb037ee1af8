/** Jobs for each hectare of industrial land: 120,289 on 17.32 km² in the complex (KICOX 2024). */
export const JOBS_A_HECTARE = 120_289 / 1_732

/** Water a plant of this site area (m²) takes, m³ a day: 7.11 for 1,000 m² (Kim et al. 2017, all manufacturing). NaN for a negative area. */
export function industrialWater(siteArea: number): number {
  return siteArea >= 0 ? (siteArea * 7.11) / 1000 : Number.NaN
}

/** Waste water of a water intake, least and most, same unit: 0.6 to 0.8 of it (assumption). */
export function wasteWater(intake: number): { readonly least: number; readonly most: number } {
  return intake >= 0 ? { least: 0.6 * intake, most: 0.8 * intake } : { least: Number.NaN, most: Number.NaN }
}

/** Contract load for each m² of floor by kind of work, W, least and most (assumptions; no table by sector was found). */
export const CONTRACT_LOAD = {
  machining: [40, 80],
  castingAndHeat: [200, 500],
  electronics: [100, 150],
} as const

/** Contract load of a plant in kW from its floor area in m², least and most. NaN for a negative area. */
export function contractLoad(
  work: keyof typeof CONTRACT_LOAD,
  floorArea: number,
): { readonly least: number; readonly most: number } {
  const kW = floorArea >= 0 ? floorArea / 1000 : Number.NaN
  const [least, most] = CONTRACT_LOAD[work]
  return { least: least * kW, most: most * kW }
}

/** Jobs on a site of an area in m²; `factor` adjusts to the sector (0.5 to 2, an assumption). NaN for a negative area. */
export function jobsOn(siteArea: number, factor = 1): number {
  return siteArea >= 0 && factor >= 0 ? (siteArea / 10_000) * JOBS_A_HECTARE * factor : Number.NaN
}
