import { create } from 'zustand'
import type { Target } from '../target.ts'

interface Selection {
  selected: Target | null
  select: (target: Target | null) => void
}

/** What the person points at. */
export const useSelection = create<Selection>(set => ({
  selected: null,
  select: selected => set({ selected }),
}))
