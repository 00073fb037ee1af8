/** KEPCO industrial tariff (eul), high voltage A. Bands, seasons and prices are dated data; money in won. */
export const BANDS = ['light', 'mid', 'peak'] as const
export type Band = (typeof BANDS)[number]
export type Season = 'summer' | 'spring_autumn' | 'winter'
export type Option = 'I' | 'II' | 'III'
type Prices = Readonly<Record<Season, readonly [light: number, mid: number, peak: number]>>

/** A span in which one table of energy prices (won/kWh) holds; days are yyyy-mm-dd and belong to it. */
export interface PriceTable {
  readonly from: string
  readonly until: string | null
  readonly prices: Readonly<Record<Option, Prices>>
}

/** Rules of a span: which hours are mid and peak, by season; everything else is light. */
export interface BandRule {
  readonly name: string
  /** First day in force, yyyy-mm-dd. */
  readonly from: string
  readonly mid: Readonly<Record<Season, readonly number[]>>
  readonly peak: Readonly<Record<Season, readonly number[]>>
  /** Hours at half price on Saturdays, Sundays and holidays of spring and autumn, and the last year of it. */
  readonly discount: { readonly hours: readonly number[]; readonly lastYear: number } | null
  /** Table that goes with these bands where a month is priced by another day's rules. */
  readonly prices: PriceTable
}

const hours = (...spans: readonly (readonly [from: number, to: number])[]): number[] =>
  spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

const WINTER = { mid: hours([8, 9], [12, 16], [19, 22]), peak: hours([9, 12], [16, 19]) }
const OLD = { mid: hours([8, 11], [12, 13], [18, 22]), peak: hours([11, 12], [13, 18]) }
const REFORM = { mid: hours([8, 15], [21, 22]), peak: hours([15, 21]) }

/** Prices since the reform. Option I in spring/autumn and III in summer are published, the rest is derived. */
const PRICES_2026: PriceTable = {
  from: '2026-04-16',
  until: null,
  prices: {
    I: {
      summer: [121.5, 169.3, 234.5],
      spring_autumn: [121.5, 138.9, 156.4],
      winter: [128.5, 169.5, 210.1],
    },
    II: { summer: [116, 163.8, 229], spring_autumn: [116, 133.4, 150.9], winter: [123, 164, 204.6] },
    III: {
      summer: [115.1, 163.2, 216.6],
      spring_autumn: [115.1, 132.1, 142.6],
      winter: [122.4, 163.4, 193.4],
    },
  },
}

/** The reform made light hours 5.1 won dearer and peak hours 16.9 (summer, winter) and 13.2 won cheaper; taken back it gives the table before. */
const PRICES_2024: PriceTable = {
  from: '2024-10-24',
  until: '2026-04-15',
  prices: shifted(PRICES_2026, { light: -5.1, mid: 0, peak: 16.9, mildPeak: 13.2 }),
}

/** All raises from 2022 to 2024 came to 54.8 won on every price. They are not known one by one, so neither are the tables between. */
const PRICES_2021: PriceTable = {
  from: '2021-01-01',
  until: '2022-03-31',
  prices: shifted(PRICES_2024, { light: -54.8, mid: -54.8, peak: -54.8, mildPeak: -54.8 }),
}

/** Every price table known, latest first. */
export const PRICE_TABLES: readonly PriceTable[] = [PRICES_2026, PRICES_2024, PRICES_2021]

/** Latest first: the reform of 16 April 2026 and the bands before (KEPCO and ministry notice of 2026-03-13). Customers could stay with the old bands until 2026-09-30. */
export const BAND_RULES: readonly BandRule[] = [
  {
    name: '2026 reform',
    from: '2026-04-16',
    mid: { summer: REFORM.mid, spring_autumn: REFORM.mid, winter: WINTER.mid },
    peak: { summer: REFORM.peak, spring_autumn: REFORM.peak, winter: WINTER.peak },
    discount: { hours: hours([11, 14]), lastYear: 2030 },
    prices: PRICES_2026,
  },
  {
    name: 'before 2026-04-16',
    from: '2013-11-21',
    mid: { summer: OLD.mid, spring_autumn: OLD.mid, winter: WINTER.mid },
    peak: { summer: OLD.peak, spring_autumn: OLD.peak, winter: WINTER.peak },
    discount: null,
    prices: PRICES_2024,
  },
]

/** Basic charge, won per kW and month, HV-A. */
export const BASIC_CHARGE: Readonly<Record<Option, number>> = { I: 7220, II: 8320, III: 9810 }

function shifted(
  { prices }: PriceTable,
  by: { light: number; mid: number; peak: number; mildPeak: number },
): PriceTable['prices'] {
  const round = (won: number): number => Math.round(won * 10) / 10
  const season = ([light, mid, peak]: Prices[Season], peakBy: number): Prices[Season] => [
    round(light + by.light),
    round(mid + by.mid),
    round(peak + peakBy),
  ]
  const option = (of: Prices): Prices => ({
    summer: season(of.summer, by.peak),
    spring_autumn: season(of.spring_autumn, by.mildPeak),
    winter: season(of.winter, by.peak),
  })
  return { I: option(prices.I), II: option(prices.II), III: option(prices.III) }
}
