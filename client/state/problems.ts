import { create } from 'zustand'
import type { Problem } from './url.ts'

interface Problems {
  problems: readonly Problem[]
  report: (problems: readonly Problem[]) => void
  dismiss: () => void
}

/** Parts of the page's address that were ignored, until the person has read about them. */
export const useProblems = create<Problems>(set => ({
  problems: [],
  report: news => set(({ problems }) => ({ problems: [...problems, ...news] })),
  dismiss: () => set({ problems: [] }),
}))
