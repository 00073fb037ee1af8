import * as absorption from '../../models/laws/airAbsorption.ts'
import * as density from '../../models/laws/airDensity.ts'
import * as air from '../../models/laws/airIndex.ts'
import { billingDemand, monthPeak } from '../../models/laws/billingDemand.ts'
import { FLAMMABLE_DETECTOR } from '../../models/laws/detector.ts'
import * as emissions from '../../models/laws/emissions.ts'
import * as gas from '../../models/laws/gas.ts'
import { electrolyserEfficiency } from '../../models/laws/hydrogen.ts'
import { vehiclesServed } from '../../models/laws/hydrogenStation.ts'
import { kmaCell } from '../../models/laws/kmaGrid.ts'
import * as noise from '../../models/laws/noise.ts'
import * as limits from '../../models/laws/noiseLimits.ts'
import * as parking from '../../models/laws/parking.ts'
import * as rules from '../../models/laws/planningRules.ts'
import * as plume from '../../models/laws/plume.ts'
import { type Spread, sigma } from '../../models/laws/plumeSpread.ts'
import { oee } from '../../models/laws/production.ts'
import { renewableRevenue } from '../../models/laws/renewableRevenue.ts'
import { industrialWater } from '../../models/laws/siteNeeds.ts'
import * as land from '../../models/laws/standardRatio.ts'
import { shadowLength } from '../../models/laws/sun.ts'
import { type LitSpan, SUN_RULE, sunHours } from '../../models/laws/sunHours.ts'
import * as tariff from '../../models/laws/tariff.ts'
import * as rates from '../../models/laws/tariffRates.ts'
import { TRIP_RATES, type TripUse } from '../../models/laws/trips.ts'
import * as wind from '../../models/laws/wind.ts'
import { SKY_ANSWERS } from './skyAnswers.ts'

/** Inputs of a published case: named numbers and words. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes differ from model to model and are the file's, not ours
export type Inputs = Record<string, any>
export type Answer = Record<string, unknown>

/** Our answer to each model of the reference cases, in the names the cases expect. */
export const ANSWERS: Record<string, (i: Inputs) => Answer> = {
  ...SKY_ANSWERS,
  wind_log_profile: i => ({
    v_hub_m_s: wind.logProfile(i.v_m_s, i.z_ref_m, i.z_hub_m, i.z0_m, i.obstacle_m),
  }),
  wind_hellman: i => {
    const exponent = typeof i.exponent === 'number' ? i.exponent : wind.hellmanExponent(i.z_hub_m, i.z0_m)
    return { v_hub_m_s: wind.hellman(i.v_m_s, i.z_ref_m, i.z_hub_m, exponent) }
  },
  wind_power_cp: i => ({ power_W: wind.rotorPower(i.v_m_s, i.air_density_kg_m3, i.rotor_diameter_m, i.cp) }),
  wind_power_curve: i => ({ power_W: wind.curvePower(i.v_m_s, i.curve_m_s, i.curve_W) }),
  air_density_barometric: i => ({
    rho_kg_m3: density.airDensity(i.pressure_Pa, i.pressure_height_m, i.hub_height_m, i.temp_hub_K),
  }),
  air_density_ideal_gas: i => ({
    rho_kg_m3: density.idealGasDensity(i.pressure_Pa, i.pressure_height_m, i.hub_height_m, i.temp_hub_K),
  }),
  wind_power_curve_density: i => ({
    power_W: wind.curvePowerInAir(i.v_m_s, i.curve_m_s, i.curve_W, i.air_density_kg_m3),
  }),
  wind_power_cp_curve: i => ({
    power_W: wind.rotorPower(
      i.v_m_s,
      i.air_density_kg_m3,
      i.rotor_diameter_m,
      wind.curvePower(i.v_m_s, i.curve_m_s, i.curve_cp),
    ),
  }),
  temperature_gradient: i => ({ temp_hub_K: wind.temperatureAtHub(i.temp_K, i.z_ref_m, i.z_hub_m) }),
  wind_cubic_generic: i => ({
    power_kW: wind.cubicPower(i.v_m_s, {
      cutIn: i.v_cut_in,
      ratedSpeed: i.v_rated,
      cutOut: i.v_cut_out,
      rated: i.p_rated_kW,
    }),
  }),
  capacity_factor: i => ({ capacity_factor: wind.capacityFactor(i.annual_MWh, i.capacity_MW) }),
  electrolyser_lhv_efficiency: i => ({
    efficiency_percent_lhv: 100 * electrolyserEfficiency(i.system_kWh_per_kg),
  }),
  h2_station_capacity: i => {
    const vehicles = vehiclesServed(i.daily_kg ?? i.hourly_kg, i.kg_per_vehicle)
    return { vehicles_per_day: vehicles, vehicles_per_hour: vehicles }
  },
  grid_emission_factor_KR: i => ({ tCO2eq_per_MWh: emissions.gridFactor(i.year) }),
  smp_rec_revenue: i => ({
    revenue_won_kWh: renewableRevenue(i.smp_won_kWh, i.rec_won_MWh, i.rec_weight),
  }),
  kepco_tou_band: i => ({ band: tariff.band(regime(i.regime), i.season, i.day_type, i.hour_local) }),
  kepco_energy_rate: i => {
    const price = (of: rates.Band): number =>
      tariff.energyPrice(option(i.tariff), i.season, of, prices(i.regime))
    return { light: price('light'), mid: price('mid'), peak: price('peak') }
  },
  kepco_demand_charge_rate: () => ({ ...rates.BASIC_CHARGE }),
  kepco_monthly_energy_charge: i => {
    const [year, month] = i.calendar_month.split('-').map(Number)
    const e = tariff.energyCharge(year, month, option(i.tariff), () => constantLoad(i.load), regime(i.regime))
    return {
      light_kWh: e.kWh.light,
      mid_kWh: e.kWh.mid,
      peak_kWh: e.kWh.peak,
      energy_before_discount_won: e.beforeDiscount,
      discount_won: e.discount,
      energy_won: e.charge,
    }
  },
  kepco_billing_demand: i => {
    const load = (day: number, hour: number): number =>
      day === 15 && hour === i.spike_hour ? i.spike_kW : i.constant_kW
    const month = MONTHS.indexOf(i.month) + 1
    return {
      billing_demand_kW: billingDemand(monthPeak(2026, month, load, rates.BAND_RULES[0]), [], i.contract_kW),
    }
  },
  kepco_billing_demand_ratchet: i => {
    const history = [{ year: 2026, month: 7, peak: i.summer_july_peak_kW }]
    const at = (month: number): number =>
      billingDemand({ year: 2027, month, peak: i.later_months_kW }, history, i.contract_kW)
    return { next_june_billing_kW: at(6), next_august_billing_kW: at(8) }
  },
  gaussian_plume_ground_centreline: i => {
    const s = sigma(i.x_km * 1000, i.stability, spread(i))
    return { sigma_y_m: s.y, sigma_z_m: s.z, conc_g_m3: plume.concentration(release(i), i.x_km * 1000) }
  },
  gaussian_plume_maximum: i => ({ max_conc_g_m3: plume.highestGround(release(i)).concentration }),
  pasquill_gifford_sigma_z: i => ({
    sigma_z_m: i.x_km.map((x: number) => sigma(x * 1000, i.stability, 'pasquillGifford').z),
  }),
  hazard_distance: i => ({ distance_m: plume.hazardDistance(release(i), i.gas, i.threshold_ppm) }),
  cai_sub_index: i => ({ index: air.subIndex(i.pollutant, i.concentration) }),
  cai_composite: i => ({ cai: air.composite(i.sub_indices) }),
  gas_exposure_limit: i => {
    const { twa, stel, idlh } = gas.GASES[i.gas as gas.Gas]
    return { twa_ppm: twa, stel_ppm: stel, idlh_ppm: idlh }
  },
  gas_detector_setpoint: () => ({
    max_setpoint_percent_LEL: FLAMMABLE_DETECTOR.highest,
    accuracy_percent: FLAMMABLE_DETECTOR.accuracy,
  }),
  ppm_to_mg_m3: i => ({ mg_m3: gas.ppmToMg(i.ppm, i.mw_g_mol, i.temperature_C) }),
  air_absorption_iso9613_1: i => ({
    alpha_dB_per_km: absorption.airAbsorption(
      i.nominal ? absorption.exactMidband(i.frequency_Hz) : i.frequency_Hz,
      i.temperature_C,
      i.rh_percent,
      i.pressure_kPa,
    ),
  }),
  saturation_pressure: i => ({ psat_kPa: absorption.saturationPressure(i.temperature_C) }),
  sound_speed: i => ({ c_m_s: absorption.soundSpeed(i.temperature_C) }),
  noise_iso9613_2_simple: i => {
    const n = noise.noiseLevel({
      power: i.Lw_dBA,
      distance: i.distance_m,
      sourceHeight: i.source_height_m,
      receiverHeight: i.receiver_height_m,
      meanHeight: i.mean_height_m,
      absorption: i.alpha_dB_per_m,
    })
    return { Adiv_dB: n.divergence, Agr_dB: n.ground, Aatm_dB: n.air, Lp_dBA: n.level }
  },
  noise_limit_KR_factory: i => {
    const at = (hour: number): number => limits.noiseLimit(noiseZone(i.zone), hour)
    return { day_06_18: at(12), evening_18_24: at(20), night_24_06: at(3) }
  },
  vibration_limit_KR_factory: i => {
    const zone = vibrationZone(i.zone)
    return { day_06_22: limits.vibrationLimit(zone, 12), night_22_06: limits.vibrationLimit(zone, 23) }
  },
  oee: i => ({
    ...oee({
      planned: i.planned_min,
      run: i.run_min,
      idealCycle: i.ideal_cycle_min,
      total: i.total_count,
      good: i.good_count,
    }),
  }),
  oee_factors: i => {
    // The case gives the factors; an hour's shift that has them must give them back.
    const run = 60 * i.availability
    const total = run * i.performance
    const o = oee({ planned: 60, run, idealCycle: 1, total, good: total * i.quality })
    return {
      availability_pct: 100 * o.availability,
      performance_pct: 100 * o.performance,
      quality_pct: 100 * o.quality,
    }
  },
  parking_ratio_KR: i => ({ m2_per_stall: parking.STALL_AREA[parkingUse(i.use)] }),
  parking_requirement_KR: i => ({
    stalls: parking.requiredStalls([{ use: parkingUse(i.use), area: i.floor_area_m2 }]),
  }),
  parking_requirement_KR_mixed: i => ({
    stalls: parking.requiredStalls(
      i.parts.map((p: Inputs) => ({ use: parkingUse(p.use), area: p.floor_area_m2 })),
    ),
  }),
  factory_standard_area: i => ({
    recognised_area_m2: land.standardFactoryLand(i.floor_area_m2, i.ratio_percent),
  }),
  factory_recognised_land: i => {
    const { recognised, excess } = land.idleLand(
      i.floor_area_m2,
      i.ratio_percent,
      i.land_m2,
      i.extra_allowance,
    )
    return { recognised_m2: recognised, excess_m2: excess }
  },
  zoning_limits_changwon: i => {
    const { coverage, floorArea } = rules.zoneLimits(i.zone, i.urban === false)
    return { bcr_max_percent: coverage, far_max_percent: floorArea }
  },
  road_requirement: i => {
    const { width, contact } = rules.roadNeeded({ use: i.use, floorArea: i.gfa_m2 })
    return { min_road_width_m: width, min_contact_m: contact }
  },
  landscaping_exempt: i => ({
    exempt:
      rules.landscaping({
        use: i.use,
        inComplex: i.in_industrial_complex ?? false,
        siteArea: i.site_area_m2 ?? 10_000,
        floorArea: i.gfa_m2 ?? i.floor_area_m2 ?? 9000,
      }) === 'exempt',
  }),
  setback_changwon: i => {
    const s = rules.setbacks({
      zone: i.zone,
      use: i.use,
      floorArea: i.floor_area_m2,
      inComplex: i.in_industrial_complex ?? false,
      hazardousStorage: /hazard/.test(i.use),
    })
    return { front_m: s?.front, adjacent_m: s?.neighbour, annex3_factory_row_applies: s !== null }
  },
  industrial_water: i => ({ water_m3_per_day: industrialWater(i.site_area_m2) }),
  trip_generation_ite: i => {
    const { perEmployee, per1000ft2 } = TRIP_RATES[i.use as TripUse]
    return { per_employee: perEmployee, per_1000_ft2: per1000ft2 }
  },
  shared_parking: i => {
    // The source gives the office shares; the retail shares follow from its own total and peak.
    const retail = i.retail_share ?? [0.7, 0.86, 0.76, 0.7]
    return {
      total: parking.sharedStalls([
        { stalls: i.stalls.office, share: i.office_share },
        { stalls: i.stalls.retail, share: retail },
      ]),
    }
  },
  sun_hours_rule_KR: i => ({ tolerable: sunHours(i.lit_intervals.map(span)).tolerable }),
  sun_hours_rule_KR_thresholds: () => ({
    continuous_h: SUN_RULE.continuous,
    continuous_window: SUN_RULE.continuousWindow.map(clockOf),
    total_h: SUN_RULE.total,
    total_window: SUN_RULE.totalWindow.map(clockOf),
  }),
  shadow_length: i => ({ length_m: shadowLength(i.height_m, i.apparent_elevation_deg) }),
  kma_dfs_grid: i => ({ ...kmaCell([i.longitude_deg, i.latitude_deg]) }),
}

const regime = (name: string): rates.BandRule => rates.BAND_RULES.find(r => r.name === name)!
const prices = (regimeOrDay: string): rates.PriceTable =>
  rates.PRICE_TABLES.find(t => t.from === regimeOrDay) ?? regime(regimeOrDay).prices
const option = (text: string): rates.Option => (/option (I+)/.exec(text)?.[1] ?? 'I') as rates.Option
const spread = (i: Inputs): Spread =>
  /Briggs rural/.test(i.sigma_set ?? '')
    ? 'briggsRural'
    : /Briggs urban/.test(i.sigma_set ?? '')
      ? 'briggsUrban'
      : 'pasquillGifford'
const release = (i: Inputs): plume.Release => ({
  rate: i.Q_g_s,
  height: i.H_m,
  wind: i.u_m_s,
  stability: i.stability,
  spread: spread(i),
})
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const constantLoad = (text: string): number => Number(/([\d.]+) kW/.exec(text)?.[1])
const span = ([from, to]: [string, string]): LitSpan => [hour(from), hour(to)]
const hour = (clock: string): number => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60
const clockOf = (h: number): string => `${`${h}`.padStart(2, '0')}:00`

function noiseZone(name: string): limits.NoiseZone {
  if (name.startsWith('general/exclusive industrial')) return 'industrial'
  if (name.startsWith('commercial')) return 'commercial'
  if (name.startsWith('exclusive-residential')) return 'exclusiveResidential'
  if (/\bda\b|class \(?c\)?/.test(name)) return 'mixed'
  if (name.includes('semi-residential') || name.includes('green')) return 'residential'
  throw new Error(`no zone for ${name}`)
}

function vibrationZone(name: string): 'exclusiveResidential' | 'residential' | 'commercial' | 'industrial' {
  if (name.startsWith('industrial')) return 'industrial'
  if (name.startsWith('commercial')) return 'commercial'
  if (name.startsWith('exclusive')) return 'exclusiveResidential'
  if (name.includes('residential')) return 'residential'
  throw new Error(`no zone for ${name}`)
}

function parkingUse(name: string): parking.ParkingUse {
  const word = USES.find(([pattern]) => pattern.test(name))?.[1]
  if (!word) throw new Error(`no parking use for ${name}`)
  return word
}

const USES: readonly (readonly [RegExp, parking.ParkingUse])[] = [
  [/^other/, 'other'],
  [/power plant/, 'powerPlant'],
  [/training/, 'training'],
  [/factory/, 'factory'],
  [/warehouse/, 'warehouse'],
  [/data cent/, 'dataCentre'],
  [/dormitory/, 'dormitory'],
  [/office/, 'office'],
  [/retail/, 'retail'],
  [/assembly/, 'assembly'],
  [/hospital/, 'hospital'],
  [/neighbou?rhood/, 'neighbourhood'],
  [/lodging/, 'lodging'],
  [/amusement/, 'amusement'],
]
