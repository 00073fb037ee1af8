import { create } from 'zustand'

/** Four audiences, four modes of the same world. */
export const MODES = ['operate', 'tour', 'plan', 'kiosk'] as const
export type Mode = (typeof MODES)[number]

/** What can be laid over the world. */
export const LAYERS = ['control', 'energy', 'parking', 'environment', 'mobility', 'labels', 'trees'] as const
export type Layer = (typeof LAYERS)[number]

/** Quality tiers, from software WebGL to a workstation's graphics card. */
export const TIERS = ['software', 'low', 'medium', 'high'] as const
export type Tier = (typeof TIERS)[number]

interface View {
  mode: Mode
  layers: ReadonlySet<Layer>
  /** The tier in force. */
  tier: Tier
  /** A tier chosen by hand; null lets measured frame time decide. */
  chosenTier: Tier | null
  setMode: (mode: Mode) => void
  toggleLayer: (layer: Layer, on?: boolean) => void
  setLayers: (layers: Iterable<Layer>) => void
  setTier: (tier: Tier) => void
  chooseTier: (tier: Tier | null) => void
}

/** What the person wants to see. */
export const useView = create<View>(set => ({
  mode: 'operate',
  layers: new Set<Layer>(['control', 'labels', 'trees']),
  tier: 'software',
  chosenTier: null,
  setMode: mode => set({ mode }),
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
