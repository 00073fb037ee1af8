import * as atmosphere from '../../models/laws/atmosphere.ts'
import * as cell from '../../models/laws/cellTemperature.ts'
import * as sky from '../../models/laws/clearSky.ts'
import * as pv from '../../models/laws/photovoltaic.ts'
import * as yields from '../../models/laws/pvYield.ts'
import * as solar from '../../models/laws/solarCoordinates.ts'
import { sunAt, sunDistance, sunTimes } from '../../models/laws/sun.ts'
import * as poa from '../../models/laws/transposition.ts'
import type { Answer, Inputs } from './answers.ts'

/** Our answers to the models of sun, sky and panels, in the names the cases expect. */
export const SKY_ANSWERS: Record<string, (i: Inputs) => Answer> = {
  solar_position: i => {
    const at = Date.parse(i.time_utc)
    const { azimuth, altitude } = sunAt(at, [i.longitude_deg, i.latitude_deg])
    const place = [i.longitude_deg, i.latitude_deg] as const
    const c = solar.solarCoordinates(at, i.delta_t_s)
    return {
      declination_deg: c.declination,
      right_ascension_deg: c.rightAscension,
      obliquity_deg: c.obliquity,
      julian_day: solar.julianDay(at),
      hour_angle_deg: solar.hourAngle(c, i.longitude_deg),
      true_elevation_deg: solar.trueAltitude(at, place),
      azimuth_north_cw_deg: azimuth,
      apparent_elevation_deg: altitude,
      apparent_zenith_deg: 90 - altitude,
      sun_earth_distance_au: sunDistance(at),
    }
  },
  sun_earth_distance: i => ({ distance_au: sunDistance(Date.parse(i.time_utc)) }),
  sun_rise_set: i => {
    const noon = Date.parse(`${i.date_local}T12:00:00Z`) - i.utc_offset_h * 3_600_000
    const { sunrise, noon: transit, sunset } = sunTimes(noon, [i.longitude_deg, i.latitude_deg])
    const clock = (at: number | null): string =>
      new Date((at ?? 0) + i.utc_offset_h * 3_600_000).toISOString().slice(11, 19)
    return { sunrise_local: clock(sunrise), transit_local: clock(transit), sunset_local: clock(sunset) }
  },
  airmass_kasten_young_1989: i => ({ relative_airmass: atmosphere.relativeAirmass(i.apparent_zenith_deg) }),
  altitude_to_pressure: i => ({ pressure_Pa: atmosphere.pressureAt(i.altitude_m) }),
  pressure_to_altitude: i => ({ altitude_m: atmosphere.altitudeAt(i.pressure_Pa) }),
  airmass_absolute: i => ({
    absolute_airmass: atmosphere.absoluteAirmass(i.relative_airmass, i.pressure_Pa),
  }),
  extraterrestrial_radiation: i => ({
    dni_extra_W_m2: atmosphere.extraterrestrial(Date.parse(i.date), i.solar_constant_W_m2),
  }),
  clearsky_haurwitz: i => ({ ghi_W_m2: sky.haurwitz(i.apparent_elevation_deg) }),
  clearsky_ineichen: i =>
    light(
      sky.ineichen(
        i.apparent_zenith_deg,
        i.absolute_airmass ?? Number.NaN,
        i.linke_turbidity,
        i.altitude_m,
        i.dni_extra_W_m2,
        i.perez_enhancement,
      ),
    ),
  clearsky_simplified_solis: i =>
    light(
      sky.simplifiedSolis(i.apparent_elevation_deg, {
        aod700: i.aod700 ?? 0.1,
        water: i.precipitable_water_cm ?? 1,
        pressure: i.pressure_Pa ?? 101_325,
        extra: i.dni_extra_W_m2 ?? 1364,
      }),
    ),
  poa_sky_isotropic: i => ({ poa_sky_W_m2: poa.isotropic(i.dhi_W_m2, i.tilt_deg) }),
  poa_ground: i => ({ poa_ground_W_m2: poa.ground(i.ghi_W_m2, i.tilt_deg, i.albedo) }),
  angle_of_incidence: i => ({
    aoi_deg: poa.angleOfIncidence(plane(i), sun(i)),
    projection: poa.projection(plane(i), sun(i)),
  }),
  poa_sky_haydavies: i => ({ poa_sky_W_m2: poa.hayDavies(plane(i), sun(i), given(i), i.dni_extra_W_m2) }),
  poa_sky_perez1990_allsites: i => ({
    poa_sky_W_m2: poa.perez(plane(i), sun(i), given(i), i.dni_extra_W_m2, i.relative_airmass ?? Number.NaN),
  }),
  poa_sky_perez_driesse: i => ({
    poa_sky_W_m2: poa.perezDriesse(
      plane(i),
      sun(i),
      given(i),
      i.dni_extra_W_m2,
      i.relative_airmass ?? Number.NaN,
    ),
  }),
  decomposition_erbs: i => {
    const { dni, dhi, clearness } = sky.erbs(
      i.ghi_W_m2,
      i.zenith_deg,
      atmosphere.extraterrestrial(Date.parse(i.date)),
    )
    return { dni_W_m2: dni, dhi_W_m2: dhi, kt: clearness }
  },
  pvwatts_dc: i => ({
    pdc: pv.pvwattsDc(i.effective_irradiance_W_m2, i.cell_temp_C, i.pdc0, i.gamma_per_C, i.temp_ref_C),
  }),
  pvwatts_dc_k: i => ({
    pdc: pv.pvwattsDcLowLight(
      i.effective_irradiance_W_m2,
      i.cell_temp_C,
      i.pdc0,
      i.gamma_per_C,
      i.k,
      i.cap_adjustment,
    ),
  }),
  pvwatts_inverter: i => ({ pac: pv.pvwattsInverter(i.pdc, i.pdc0, i.eta_nom, i.eta_ref) }),
  pvwatts_losses: i => ({ total_percent: pv.totalLosses(i.percent) }),
  cell_temp_sapm: i => {
    const { cell: cell_C, module } = cell.sapm(i.poa_W_m2, i.air_C, i.wind_m_s, {
      a: i.a,
      b: i.b,
      rise: i.deltaT,
    })
    return { cell_C, module_C: module }
  },
  cell_temp_pvsyst: i => ({
    cell_C: cell.pvsyst(i.poa_W_m2, i.air_C, i.wind_m_s, i.u_c, i.u_v, i.eta_m, i.alpha),
  }),
  cell_temp_faiman: i => ({ module_C: cell.faiman(i.poa_W_m2, i.air_C, i.wind_m_s, i.u0, i.u1) }),
  cell_temp_ross: i => ({ cell_C: cell.ross(i.poa_W_m2, i.air_C, i.noct_C) }),
  pv_monthly_yield_simple: i => ({
    energy_kWh: yields.monthlyYield(i.capacity_kW, i.days, i.equivalent_hours_per_day),
  }),
  pv_specific_yield: i => ({
    specific_yield_kWh_per_kWp: yields.specificYield(i.annual_MWh * 1000, i.capacity_kW),
  }),
}

const plane = (i: Inputs): poa.Plane => ({ tilt: i.tilt_deg, azimuth: i.surface_azimuth_deg })
const sun = (i: Inputs): poa.SunAngles => ({ zenith: i.zenith_deg, azimuth: i.sun_azimuth_deg })
const given = (i: Inputs): sky.Irradiance => ({ ghi: 0, dni: i.dni_W_m2, dhi: i.dhi_W_m2 })
const light = ({ ghi, dni, dhi }: sky.Irradiance): Answer => ({ ghi_W_m2: ghi, dni_W_m2: dni, dhi_W_m2: dhi })
