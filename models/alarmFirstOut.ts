/**
 * First-out of one group: among alarms that follow each other in a cascade, the one that came first tells the cause.
 * It stays the first until the whole group has been clear and another begins.
 */
export class FirstOut {
  /** Alarm index of the first, -1 before any. */
  first = -1
  private readonly standing = new Set<number>()

  /** An alarm of the group was raised; true when it is the first. */
  raise(index: number): boolean {
    if (this.standing.size === 0) this.first = index
    this.standing.add(index)
    return this.first === index
  }

  /** The condition of an alarm of the group cleared. */
  clear(index: number): void {
    this.standing.delete(index)
  }

  /** Put a standing alarm back after a restart. */
  restore(index: number, active: boolean, first: boolean): void {
    if (active) this.standing.add(index)
    if (first) this.first = index
  }
}
