import { create } from 'zustand'

/** Four audiences, four modes of the same world. */
export const MODES = ['operate', 'tour', 'plan', 'kiosk'] as const
export type Mode = (typeof MODES)[number]

/** The mode an address path names, null for none. */
export function modeOf(path: string): Mode | null {
  return MODES.find(mode => path === `/${mode}` || path === `/${mode}/`) ?? null
}

/** What can be laid over the world. */
export const LAYERS = ['control', 'energy', 'parking', 'environment', 'mobility', 'labels', 'trees'] as const
export type Layer = (typeof LAYERS)[number]

/** Quality tiers, from software WebGL to a workstation's graphics card. */
export const TIERS = ['software', 'low', 'medium', 'high'] as const
export type Tier = (typeof TIERS)[number]

/** What each mode lays over the world until the person chooses. */
const FIRST_LAYERS: Readonly<Record<Mode, readonly Layer[]>> = {
  operate: ['control', 'labels', 'trees'],
  tour: ['energy', 'mobility', 'labels', 'trees'],
  plan: ['labels', 'trees'],
  kiosk: ['parking', 'environment', 'labels', 'trees'],
}

interface View {
  mode: Mode
  /** Layers of the modes not in force, as they were left. */
  kept: Partial<Record<Mode, ReadonlySet<Layer>>>
  layers: ReadonlySet<Layer>
  /** The tier in force. */
  tier: Tier
  /** A tier chosen by hand; null lets measured frame time decide. */
  chosenTier: Tier | null
  /** Change the mode; each mode keeps its own layers. */
  setMode: (mode: Mode) => void
  toggleLayer: (layer: Layer, on?: boolean) => void
  setLayers: (layers: Iterable<Layer>) => void
  setTier: (tier: Tier) => void
  chooseTier: (tier: Tier | null) => void
}

/** What the person wants to see. */
export const useView = create<View>(set => ({
  mode: 'operate',
  kept: {},
  layers: new Set(FIRST_LAYERS.operate),
  tier: 'software',
  chosenTier: null,
  setMode: mode =>
    set(view =>
      view.mode === mode
        ? view
        : {
            mode,
            kept: { ...view.kept, [view.mode]: view.layers },
            layers: view.kept[mode] ?? new Set(FIRST_LAYERS[mode]),
          },
    ),
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
