import type { Draft } from './draft.ts'
import { buildAll } from './fillBlock.ts'
import { LANDMARKS } from './landmarks.ts'
import { layPlant } from './plant.ts'
import { PLAIN_PLANT, PLANT_STYLES } from './plantStyles.ts'
import { makeRandom, seedOf } from './random.ts'
import type { SitePlot } from './sitePlots.ts'
import type { Owner, Settled, Town } from './Town.ts'

/** Builds the known sites on their plots; by site id what now stands there, main building first. */
export function buildSites(
  town: Town,
  plots: readonly SitePlot[],
  ownerOf: (plot: SitePlot) => Owner,
): Map<string, Settled[]> {
  const built = new Map<string, Settled[]>()
  for (const plot of plots) {
    const { place } = plot
    const owner = { ...ownerOf(plot), place: place.id }
    const landmark = LANDMARKS[place.id]
    const drafts = landmark
      ? landmark.build({ ...plot, random: makeRandom(seedOf(place.id)) })
      : bestPlant(plot, wanted(plot, plots, built))
    const before = built.get(place.id) ?? []
    const main = before.length === 0 ? mainOf(drafts) : undefined
    const named = drafts.map(
      (draft): Draft => ({
        ...draft,
        provenance: 'approximate',
        ...(draft === main && { name: place.name }),
      }),
    )
    built.set(place.id, [...before, ...buildAll(town, named, owner)])
  }
  mustStand(plots, built)
  return built
}

/** Throws when a site that was asked for stands without what makes it: a hall of a plant, the main building of another. */
function mustStand(plots: readonly SitePlot[], built: ReadonlyMap<string, readonly Settled[]>): void {
  const missing = new Set<string>()
  for (const { place } of plots)
    if (!(built.get(place.id) ?? []).some(({ draft }) => draft.name))
      missing.add(`${place.id} ${place.name.ko}`)
  if (missing.size > 0)
    throw new Error(
      `sites that are asked for and not built: ${[...missing].join(', ')}; give them ground (Landmark.least) or correct their places`,
    )
}

/** Ground a plot must cover so that its site, after what already stands, comes to its area. */
function wanted(
  plot: SitePlot,
  plots: readonly SitePlot[],
  built: ReadonlyMap<string, readonly Settled[]>,
): number {
  const own = plots.filter(one => one.place === plot.place)
  const left = own.slice(own.indexOf(plot))
  const land = left.reduce((sum, one) => sum + one.width * one.depth, 0)
  const all = own.reduce((sum, one) => sum + one.built, 0)
  const standing = builtOn((built.get(plot.place.id) ?? []).map(one => one.draft))
  return Math.max(400, ((all - standing) * plot.width * plot.depth) / land)
}

/** The plant's layout whose roofs come nearest to the area asked for, out of a few throws. */
function bestPlant(plot: SitePlot, area: number): Draft[] {
  let best: Draft[] = []
  let nearest = Infinity
  for (let round = 0; round < 6; round++) {
    const random = makeRandom(seedOf(plot.place.id) + round + Math.round(plot.width * 7))
    const style = { ...(PLANT_STYLES[plot.place.id] ?? PLAIN_PLANT), built: area }
    const drafts = layPlant(plot.frame, plot.width, plot.depth, style, random)
    const miss = Math.abs(builtOn(drafts) / area - 1)
    if (miss < nearest) [nearest, best] = [miss, drafts]
    if (miss < 0.03) break
  }
  return best
}

/** Ground under the halls and offices, m². */
export function builtOn(drafts: readonly Draft[]): number {
  return drafts
    .filter(draft => draft.use === 'factory' || draft.use === 'office')
    .reduce((sum, draft) => sum + Math.abs(rectArea(draft)), 0)
}

function rectArea({ ring }: Draft): number {
  const [a, b, , d] = ring
  return Math.hypot(b![0] - a![0], b![1] - a![1]) * Math.hypot(d![0] - a![0], d![1] - a![1])
}

/** The largest hall of a plant; the first draft of a landmark. */
function mainOf(drafts: readonly Draft[]): Draft | undefined {
  const halls = drafts.filter(draft => draft.use === 'factory')
  if (halls.length === 0) return drafts[0]
  return halls.reduce((a, b) => (rectArea(b) > rectArea(a) ? b : a))
}
