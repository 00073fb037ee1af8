import { create } from 'zustand'
import type { Tier } from '../tier.ts'
import type { Layer } from './layer.ts'
import type { Mode } from './mode.ts'

interface View {
  /** Modes and layers that the page has, as it declared them. */
  modes: readonly Mode[]
  allLayers: readonly Layer[]
  /** The mode in force; null before the page has declared any. */
  mode: Mode | null
  /** Layers of the modes not in force by the mode's name, as they were left. */
  kept: Readonly<Record<string, ReadonlySet<string>>>
  /** Names of the layers that are on. */
  layers: ReadonlySet<string>
  /** The tier in force. */
  tier: Tier
  /** A tier chosen by hand; null lets measured frame time decide. */
  chosenTier: Tier | null
  /** Say which modes and layers there are; the first mode is in force. */
  declare: (modes: readonly Mode[], layers: readonly Layer[]) => void
  /** Change the mode by its name; each keeps its own layers. A name that there is not is the first. */
  setMode: (name: string | null) => void
  toggleLayer: (layer: string, on?: boolean) => void
  setLayers: (layers: Iterable<string>) => void
  setTier: (tier: Tier) => void
  chooseTier: (tier: Tier | null) => void
}

/** What the person wants to see. */
export const useView = create<View>((set, get) => ({
  modes: [],
  allLayers: [],
  mode: null,
  kept: {},
  layers: new Set(),
  tier: 'software',
  chosenTier: null,
  declare: (modes, allLayers) => {
    set({ modes, allLayers })
    get().setMode(null)
  },
  setMode: name =>
    set(({ modes, mode: before, kept, layers }) => {
      const mode = modes.find(each => each.name === name) ?? modes[0]
      if (!mode || mode === before) return {}
      return {
        mode,
        kept: before ? { ...kept, [before.name]: layers } : kept,
        layers: kept[mode.name] ?? new Set(mode.layers),
      }
    }),
  toggleLayer: (layer, on) =>
    set(({ layers }) => {
      const next = new Set(layers)
      if (on ?? !layers.has(layer)) next.add(layer)
      else next.delete(layer)
      return { layers: next }
    }),
  setLayers: layers => set({ layers: new Set(layers) }),
  setTier: tier => set({ tier }),
  chooseTier: chosenTier => set(chosenTier ? { chosenTier, tier: chosenTier } : { chosenTier }),
}))

/** The mode in force. Throws before the page has declared its modes. */
export function useMode(): Mode {
  return useView(({ mode }) => inForce(mode))
}

/** Whether a layer is on that draws this besides its kinds. */
export function useDraws(what: NonNullable<Layer['draws']>): boolean {
  return useView(({ allLayers, layers }) =>
    allLayers.some(({ name, draws }) => draws === what && layers.has(name)),
  )
}

/** The name of a mode that an address path names, null for none. */
export function modeOf(path: string, modes: readonly Pick<Mode, 'name'>[]): string | null {
  return modes.find(({ name }) => path === `/${name}` || path === `/${name}/`)?.name ?? null
}

function inForce(mode: Mode | null): Mode {
  if (!mode) throw new Error('the page has not declared its modes: call declare first')
  return mode
}
