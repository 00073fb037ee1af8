import { create } from 'zustand'

/** A thing of the world that can be pointed at: an asset by index into site.assets, a building by feature id, a place by id. */
export type Target =
  | { readonly type: 'asset'; readonly index: number }
  | { readonly type: 'feature'; readonly id: number }
  | { readonly type: 'place'; readonly id: string }

interface Selection {
  selected: Target | null
  select: (target: Target | null) => void
}

/** What the person points at. */
export const useSelection = create<Selection>(set => ({
  selected: null,
  select: selected => set({ selected }),
}))
