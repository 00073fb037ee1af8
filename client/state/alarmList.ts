import { create } from 'zustand'
import type { AlarmClaim } from '../../models/alarmSummary.ts'
import type { Severity } from '../../models/kind.ts'

/** The lists of a control room, in the order of what wants attention first. */
export const GROUPS = ['unacknowledged', 'acknowledged', 'shelved', 'suppressed', 'outOfService'] as const
export type Group = (typeof GROUPS)[number]

/** What a list can be ordered by. */
export const SORTS = ['urgency', 'time', 'asset', 'alarm', 'area'] as const
export type Sort = (typeof SORTS)[number]

/** What of a list is shown; an empty choice leaves everything in. */
export interface AlarmFilter {
  readonly severities: readonly Severity[]
  readonly claims: readonly AlarmClaim[]
  /** Kind of asset by name; null for all. */
  readonly kind: string | null
  /** Sub-district by index; null for all. */
  readonly area: number | null
  readonly text: string
}

export const NO_FILTER: AlarmFilter = { severities: [], claims: [], kind: null, area: null, text: '' }

interface AlarmListState {
  tab: Group | 'orders'
  filter: AlarmFilter
  sort: Sort
  /** True for the way that is not usual: the least urgent, oldest, last in the alphabet first. */
  reversed: boolean
  setTab: (tab: Group | 'orders') => void
  setFilter: (change: Partial<AlarmFilter>) => void
  /** Order by this; by the same again turns it round. */
  sortBy: (sort: Sort) => void
  /** Show a list with just this filter. */
  show: (tab: Group, filter: Partial<AlarmFilter>) => void
}

/** How the alarm list is looked at; kept while it is closed. */
export const useAlarmList = create<AlarmListState>(set => ({
  tab: 'unacknowledged',
  filter: NO_FILTER,
  sort: 'urgency',
  reversed: false,
  setTab: tab => set({ tab }),
  setFilter: change => set(({ filter }) => ({ filter: { ...filter, ...change } })),
  sortBy: sort => set(list => ({ sort, reversed: list.sort === sort && !list.reversed })),
  show: (tab, filter) => set({ tab, filter: { ...NO_FILTER, ...filter } }),
}))
