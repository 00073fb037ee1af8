/** Times of a work unit over a period, in one unit, as ISO 22400-2 names them. */
export interface WorkTimes {
  /** Planned busy time PBT. */
  readonly plannedBusy: number
  /** Actual unit busy time AUBT. */
  readonly busy: number
  /** Actual production time APT. */
  readonly production: number
  /** Actual unit processing time AUPT: production and set-up. */
  readonly processing: number
  /** Actual unit set-up time AUST. */
  readonly setup: number
  /** Actual unit delay time ADET. */
  readonly delay: number
}

/** Quantities of a period: produced, good, scrapped, reworked, good at the first go, planned scrap, and the planned run time of one item in the unit of the times. */
export interface Quantities {
  readonly produced: number
  readonly good: number
  readonly scrap: number
  readonly plannedScrap: number
  readonly rework: number
  readonly firstPass: number
  readonly planRunTime: number
}

/** Key performance indicators of ISO 22400-2:2014 for a work unit, as shares unless said otherwise; NaN where the base is 0 or a figure is negative. */
export function workUnitKpis(t: WorkTimes, q: Quantities) {
  const availability = ratio(t.production, t.plannedBusy)
  const effectiveness = ratio(q.planRunTime * q.produced, t.production)
  const quality = ratio(q.good, q.produced)
  return {
    allocationEfficiency: ratio(t.busy, t.plannedBusy),
    utilisationEfficiency: ratio(t.production, t.busy),
    /** Production time over planned busy time: not the run time over planned time of oee.com. */
    availability,
    effectiveness,
    qualityRatio: quality,
    oeeIndex: availability * effectiveness * quality,
    /** Net equipment effectiveness counts set-up as work. */
    neeIndex: ratio(t.processing, t.plannedBusy) * effectiveness * quality,
    setupRatio: ratio(t.setup, t.processing),
    technicalEfficiency: ratio(t.production, t.production + t.delay),
    scrapRatio: ratio(q.scrap, q.produced),
    actualToPlannedScrap: ratio(q.scrap, q.plannedScrap),
    reworkRatio: ratio(q.rework, q.produced),
    firstPassYield: ratio(q.firstPass, q.produced),
  }
}

/** Throughput of an order: quantity for each unit of its execution time. */
export function throughputRate(produced: number, orderTime: number): number {
  return ratio(produced, orderTime)
}

/** Share of a worker's attendance that went into work orders. */
export function workerEfficiency(workTime: number, attendance: number): number {
  return ratio(workTime, attendance)
}

/** Share of an order's execution time in which its units were busy. */
export function allocationRatio(busy: number, orderTime: number): number {
  return ratio(busy, orderTime)
}

/** Share of an order's execution time that was production. */
export function productionProcessRatio(production: number, orderTime: number): number {
  return ratio(production, orderTime)
}

/** Share of the quantity of the first operation that an operation scrapped. */
export function fallOffRatio(scrapped: number, firstOperation: number): number {
  return ratio(scrapped, firstOperation)
}

/** Produced quantity over the most the equipment could have made. */
export function equipmentLoadRatio(produced: number, capacity: number): number {
  return ratio(produced, capacity)
}

/** Energy for each piece or tonne, unit of `energy` over unit of `produced`: comprehensive energy consumption. */
export function energyConsumption(energies: readonly number[], produced: number): number {
  return ratio(
    energies.reduce((sum, e) => sum + e, 0),
    produced,
  )
}

/** Turns of an inventory in a period: throughput over its mean stock. */
export function inventoryTurns(throughput: number, meanStock: number): number {
  return ratio(throughput, meanStock)
}

/** Share of what was consumed that left as good product, got lost in production, in storage and transport, or otherwise. */
export function materialRatios(
  consumed: number,
  {
    finished,
    productionLoss,
    transportLoss,
    otherLoss,
  }: Record<'finished' | 'productionLoss' | 'transportLoss' | 'otherLoss', number>,
) {
  return {
    finishedGoods: ratio(finished, consumed),
    productionLoss: ratio(productionLoss, consumed),
    storageAndTransportLoss: ratio(transportLoss, consumed),
    otherLoss: ratio(otherLoss, consumed),
  }
}

/** Mean operating time between failures and mean time to restore in the unit of the times (Infinity and 0 without a failure), and the share of maintenance that was corrective. NaN for negative figures. */
export function reliability(operating: number, down: number, failures: number, planned = 0) {
  if (![operating, down, failures, planned].every(v => v >= 0))
    return { mtbf: Number.NaN, mttr: Number.NaN, correctiveRatio: Number.NaN }
  const correctiveRatio = ratio(down, down + planned)
  return failures > 0
    ? { mtbf: operating / failures, mttr: down / failures, correctiveRatio }
    : { mtbf: Number.POSITIVE_INFINITY, mttr: 0, correctiveRatio }
}

/** Capability of a process between two limits: Cp from its spread, Cpk from its worse side; with machine figures the same formulas give Cm and Cmk. NaN without spread. */
export function capability(lower: number, upper: number, mean: number, deviation: number) {
  if (!(deviation > 0 && upper > lower)) return { cp: Number.NaN, cpk: Number.NaN }
  return {
    cp: (upper - lower) / (6 * deviation),
    cpk: Math.min(upper - mean, mean - lower) / (3 * deviation),
  }
}

function ratio(part: number, whole: number): number {
  return part >= 0 && whole > 0 ? part / whole : Number.NaN
}
