/** A rectangle round its middle, pixels. */
export interface Boxed {
  x: number
  y: number
  readonly width: number
  readonly height: number
}

/** Edge of a cell of the search grid, pixels. */
const CELL = 96

/** Take candidates in their order unless they would cover one already taken or an obstacle; answers the taken. */
export function placeLabels(
  boxes: readonly Boxed[],
  candidates: readonly number[],
  obstacles: readonly Boxed[] = [],
): Set<number> {
  const taken = new Set<number>()
  const grid = new Map<string, Boxed[]>()
  const put = (box: Boxed, cells: readonly string[]) => {
    for (const cell of cells) {
      const list = grid.get(cell)
      if (list) list.push(box)
      else grid.set(cell, [box])
    }
  }
  for (const box of obstacles) put(box, cellsOf(box))
  for (const i of candidates) {
    const box = boxes[i]!
    const cells = cellsOf(box)
    if (cells.some(cell => grid.get(cell)?.some(other => overlap(box, other)))) continue
    taken.add(i)
    put(box, cells)
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
