/** A rectangle round its middle, pixels. */
export interface Boxed {
  x: number
  y: number
  readonly width: number
  readonly height: number
}

/** Edge of a cell of the search grid, pixels. */
const CELL = 96

/** Take candidates in their order unless they would cover one already taken; answers the taken. */
export function placeLabels(boxes: readonly Boxed[], candidates: readonly number[]): Set<number> {
  const taken = new Set<number>()
  const grid = new Map<string, number[]>()
  for (const i of candidates) {
    const box = boxes[i]!
    const cells = cellsOf(box)
    if (cells.some(cell => grid.get(cell)?.some(j => overlap(box, boxes[j]!)))) continue
    taken.add(i)
    for (const cell of cells) {
      const list = grid.get(cell)
      if (list) list.push(i)
      else grid.set(cell, [i])
    }
  }
  return taken
}

function overlap(a: Boxed, b: Boxed): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
}

function cellsOf({ x, y, width, height }: Boxed): string[] {
  const cells: string[] = []
  for (let j = Math.floor((y - height / 2) / CELL); j <= Math.floor((y + height / 2) / CELL); j++) {
    for (let i = Math.floor((x - width / 2) / CELL); i <= Math.floor((x + width / 2) / CELL); i++)
      cells.push(`${i},${j}`)
  }
  return cells
}
