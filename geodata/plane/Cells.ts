import type { Box } from './ring.ts'

/** Things by the square cells they touch, for what grows while it is asked; what stands still goes into a boxIndex. */
export class Cells<T> {
  private readonly lists = new Map<number, T[]>()
  private readonly side: number

  /** `side` of a cell in metres: about as large as what is looked for. */
  constructor(side: number) {
    this.side = side
  }

  /** Puts a thing into every cell its box touches. */
  add(box: Box, thing: T): void {
    this.each(box, list => {
      list.push(thing)
      return true
    })
  }

  /** Visits the things of every cell a box touches, one of several cells as often; false from `visit` ends it and is the answer. */
  visit(box: Box, visit: (thing: T) => boolean): boolean {
    const [fromX, toX] = [Math.floor(box[0] / this.side), Math.floor(box[2] / this.side)]
    const [fromZ, toZ] = [Math.floor(box[1] / this.side), Math.floor(box[3] / this.side)]
    for (let x = fromX; x <= toX; x++)
      for (let z = fromZ; z <= toZ; z++)
        for (const thing of this.lists.get(x * 65_536 + z) ?? []) if (!visit(thing)) return false
    return true
  }

  private each(box: Box, take: (list: T[]) => boolean): void {
    const [fromX, toX] = [Math.floor(box[0] / this.side), Math.floor(box[2] / this.side)]
    const [fromZ, toZ] = [Math.floor(box[1] / this.side), Math.floor(box[3] / this.side)]
    for (let x = fromX; x <= toX; x++)
      for (let z = fromZ; z <= toZ; z++) {
        const key = x * 65_536 + z
        let list = this.lists.get(key)
        if (!list) {
          list = []
          this.lists.set(key, list)
        }
        take(list)
      }
  }
}
