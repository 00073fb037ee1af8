import { inRing, ringCentre } from '../plane/ring.ts'
import type { Sources } from '../sources.ts'
import type { IndustrialParcel } from './fillBlock.ts'
import { employeesAt } from './registerSizes.ts'
import type { SitePlot } from './sitePlots.ts'

/** An industrial plot of the generator with the firms it stands for and the people who work there. */
export interface FirmParcel extends IndustrialParcel {
  readonly firms: number
  readonly employees: number
}

/** Firms a known site stands for: SK Technopark alone has about 720 tenants (facts/complex.md). */
const TENANTS: Readonly<Record<string, number>> = { s067: 720, s068: 60, s069: 45, s070: 260, s071: 90 }

/** Firms that share the ground of a known site. */
export function firmsOfSite(plot: SitePlot): number {
  const { category, id } = plot.place
  return TENANTS[id] ?? (category === 'plant' || category === 'support-centre' ? 1 : 0)
}

/**
 * Deals the sources' firms of each sub-district to its parcels: one each, more on multi-tenant plots, larger plots
 * to larger firms, their sizes along the register's distribution and scaled to the sub-district's jobs.
 */
export function dealFirms(
  sources: Sources,
  plots: readonly SitePlot[],
  parcels: readonly IndustrialParcel[],
): FirmParcel[] {
  const mainPlots = plots.filter((plot, i) => plots.findIndex(one => one.place === plot.place) === i)
  return sources.subdistricts.flatMap((sub, index) => {
    const own = parcels.filter(parcel => parcel.owner.subdistrict === index)
    const known = mainPlots.filter(({ ring }) => inRing(sub.ring, ...ringCentre(ring)))
    const firms = Math.max(0, sub.firms - known.reduce((sum, plot) => sum + firmsOfSite(plot), 0))
    const bySize = [...own].sort((a, b) => a.width * a.depth - b.width * b.depth)
    const shares = deal(firms, bySize.length)
    return bySize.map((parcel, i) => ({
      ...parcel,
      firms: shares[i]!,
      employees: shares[i]! * employeesAt((0.93 * (i + 0.5)) / bySize.length),
    }))
  })
}

/** Whole shares of `total` over `count` places, the later ones not smaller, that add up to it. */
function deal(total: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Math.floor(((i + 1) * total) / count) - Math.floor((i * total) / count),
  )
}
