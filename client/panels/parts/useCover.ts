import { type RefCallback, useCallback } from 'react'
import { type CoverBox, type Insets, useInsets } from '../../state/insets.ts'

export type Edge = keyof Insets

const covers = new Map<Element, Edge>()
const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure)
if (observer) addEventListener('resize', measure)

/** Marks an element as lying over the picture at an edge, so that the camera frames beside it. */
export function useCover(edge: Edge): RefCallback<HTMLElement> {
  return useCallback(
    element => {
      if (!element) return
      covers.set(element, edge)
      observer?.observe(element)
      measure()
      return () => {
        covers.delete(element)
        observer?.unobserve(element)
        measure()
      }
    },
    [edge],
  )
}

/** How far boxes at their edges reach into a page of this size; empty boxes cover nothing. */
export function coveredBy(boxes: Iterable<readonly [CoverBox, Edge]>, width: number, height: number): Insets {
  const covered = { top: 0, right: 0, bottom: 0, left: 0 }
  for (const [box, edge] of boxes) {
    if (box.right - box.left < 1 || box.bottom - box.top < 1) continue
    const reach = {
      top: box.bottom,
      bottom: height - box.top,
      left: box.right,
      right: width - box.left,
    }[edge]
    covered[edge] = Math.max(covered[edge], Math.round(reach))
  }
  return covered
}

function measure(): void {
  const boxes = [...covers].map(([element, edge]) => [element.getBoundingClientRect(), edge] as const)
  useInsets.getState().cover(
    coveredBy(boxes, innerWidth, innerHeight),
    boxes.map(([box]) => box),
  )
}
