import { FirstOut } from '../../models/alarmFirstOut.ts'

/** The first-out groups of a site, made as they are asked for. */
export class FirstOuts {
  private readonly nameOf: (index: number) => string | null
  private readonly groups = new Map<string, FirstOut>()

  /** `nameOf` tells the group of an alarm; null for none. */
  constructor(nameOf: (index: number) => string | null) {
    this.nameOf = nameOf
  }

  /** The group of an alarm; null when it is in none. */
  of(index: number): FirstOut | null {
    const name = this.nameOf(index)
    if (name === null) return null
    let group = this.groups.get(name)
    if (!group) {
      group = new FirstOut()
      this.groups.set(name, group)
    }
    return group
  }

  /** Forget what came first: other rules make other groups. */
  forget(): void {
    this.groups.clear()
  }
}
