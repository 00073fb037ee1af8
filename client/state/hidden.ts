import { create } from 'zustand'

interface Hidden {
  /** Lasting keys of the features that are out of the picture, by who took them out: the person, a plan, an import. */
  byWhom: Readonly<Record<string, readonly string[]>>
  /** Replace what one of them hides. */
  hide: (whom: string, keys: readonly string[]) => void
}

/** Who a person hides by hand for. */
export const BY_HAND = 'hand'

/** Buildings of the generated world that are out of the picture. */
export const useHidden = create<Hidden>(set => ({
  byWhom: {},
  hide: (whom, keys) => set(({ byWhom }) => ({ byWhom: { ...byWhom, [whom]: keys } })),
}))
