import { create } from 'zustand'

/** Tools of the control room; one is open at a time. */
export const TOOLS = ['alarms', 'metrics', 'sources', 'incident'] as const
export type Tool = (typeof TOOLS)[number]

interface DeskState {
  /** The open tool; null for none. */
  tool: Tool | null
  /** Open a tool, or close it when it is open. */
  toggle: (tool: Tool) => void
  open: (tool: Tool) => void
  close: () => void
}

/** Which tool of the control room is open. */
export const useDesk = create<DeskState>(set => ({
  tool: null,
  toggle: tool => set(desk => ({ tool: desk.tool === tool ? null : tool })),
  open: tool => set({ tool }),
  close: () => set({ tool: null }),
}))
