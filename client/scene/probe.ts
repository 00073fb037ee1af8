import type { SitePoint } from '../../models/units.ts'

/** Data of the picture for tests and screenshots, at `window.twinProbe`. */
export interface TwinProbe {
  /** True once the first tiles have settled. */
  ready: boolean
  /** Frames drawn so far, and what the last one took. */
  frame: number
  drawCalls: number
  triangles: number
  /** Milliseconds of script in the last frame. */
  script: number
  /** Milliseconds the last click took to be answered. */
  answer: number
  /** Resolves when tiles, camera and ground rest. */
  settled(): Promise<void>
  /** CSS pixels of a point of the site frame on the page; null when it is out of view. */
  project(point: SitePoint): [x: number, y: number] | null
}

/** Milliseconds of rest that count as settled. */
const REST = 250

const tasks = new Map<string, number>()
let restedAt = 0

export const probe: TwinProbe = {
  ready: false,
  frame: 0,
  drawCalls: 0,
  triangles: 0,
  script: 0,
  answer: 0,
  settled,
  project: () => null,
}

/** Say that something is under way; the result says that it is done, once. */
export function busy(task: string): () => void {
  tasks.set(task, (tasks.get(task) ?? 0) + 1)
  let done = false
  return () => {
    if (done) return
    done = true
    const left = (tasks.get(task) ?? 1) - 1
    if (left > 0) tasks.set(task, left)
    else tasks.delete(task)
    restedAt = performance.now()
  }
}

/** True while anything is under way. */
export function isBusy(): boolean {
  return tasks.size > 0
}

function settled(): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!probe.ready || isBusy() || performance.now() - restedAt < REST) setTimeout(look, 40)
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    }
    look()
  })
}
