/** What may be held at a time, for each holder and for all together: lines, bytes, sessions. */
export class Budget {
  /** Held by all. */
  total = 0
  private readonly each: number
  private readonly inAll: number
  private readonly held = new Map<string, number>()

  constructor({ each, inAll }: { readonly each: number; readonly inAll: number }) {
    this.each = each
    this.inAll = inAll
  }

  /** Take so much for a holder, or nothing and false when it would be too much. */
  take(holder: string, n: number): boolean {
    const own = this.of(holder) + n
    if (own > this.each || this.total + n > this.inAll) return false
    this.held.set(holder, own)
    this.total += n
    return true
  }

  /** Give back what was taken. */
  give(holder: string, n: number): void {
    const own = this.of(holder) - n
    if (own > 0) this.held.set(holder, own)
    else this.held.delete(holder)
    this.total -= n
  }

  /** Held by this one. */
  of(holder: string): number {
    return this.held.get(holder) ?? 0
  }
}
