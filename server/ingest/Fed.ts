import type { Points } from '../../models/points.ts'
import type { Instant } from '../../models/units.ts'
import { Feeders } from './Feeders.ts'

/** A point that a device has fed: since when, and by whom last (source and device). */
export interface FedPoint {
  readonly point: number
  readonly since: Instant
  readonly source: string
}

/**
 * Which points devices have ever fed. An asset with one such point is the devices' as a whole: none of its points is
 * simulated again until an engineer gives it back. Kept in the store by keepFed.ts.
 */
export class Fed {
  /** Told when a device feeds an asset that was the simulator's, before its value is written. */
  onClaim: (asset: number) => void = () => undefined
  /** Told when an asset was given back. */
  onGiveBack: (asset: number) => void = () => undefined
  /** Who feeds each point now. */
  readonly feeders: Feeders
  private readonly points: Points
  private readonly byPoint = new Map<number, FedPoint>()
  private readonly isFed: Uint8Array
  private readonly counts: Uint32Array
  private readonly fresh = new Map<number, FedPoint>()

  constructor(points: Points) {
    this.points = points
    this.isFed = new Uint8Array(points.count)
    this.counts = new Uint32Array(points.assetIds.length)
    this.feeders = new Feeders(points)
    this.feeders.onMove = (point, { name }) => this.renew(point, name)
  }

  /** True when the asset of a point is the devices'. */
  owns(point: number): boolean {
    return this.counts[this.points.asset[point]!]! > 0
  }

  /** True when a device has fed this very point. */
  feeds(point: number): boolean {
    return this.isFed[point] === 1
  }

  /** True when an asset, by its index, is the devices'. */
  ownsAsset(asset: number): boolean {
    return this.counts[asset]! > 0
  }

  /** A device feeds this point. */
  claim(point: number, source: string, now: Instant): void {
    if (this.isFed[point] === 1) return
    if (!this.owns(point)) this.onClaim(this.points.asset[point]!)
    const claimed = { point, since: now, source }
    this.put(claimed)
    this.fresh.set(point, claimed)
  }

  /** Put back what the store knows. */
  restore(claimed: FedPoint, now: Instant): void {
    if (this.isFed[claimed.point] === 1) return
    this.put(claimed)
    this.feeders.restore(claimed.point, claimed.source, now)
  }

  /** The asset is the simulator's again. */
  giveBack(asset: number): void {
    const { first } = this.points
    for (let i = first[asset]!; i < first[asset + 1]!; i++) {
      this.isFed[i] = 0
      this.byPoint.delete(i)
      this.fresh.delete(i)
      this.feeders.drop(i)
    }
    this.counts[asset] = 0
    this.onGiveBack(asset)
  }

  /** Claims not yet in the store; asking takes them. */
  takeFresh(): readonly FedPoint[] {
    const taken = [...this.fresh.values()]
    this.fresh.clear()
    return taken
  }

  /** Claims that the store did not take. */
  keepFresh(claims: readonly FedPoint[]): void {
    for (const claim of claims)
      if (this.isFed[claim.point] === 1 && !this.fresh.has(claim.point)) this.fresh.set(claim.point, claim)
  }

  /** Every point fed, by asset index. */
  list(): ReadonlyMap<number, readonly FedPoint[]> {
    const all = new Map<number, FedPoint[]>()
    for (const fed of this.byPoint.values()) {
      const asset = this.points.asset[fed.point]!
      const list = all.get(asset)
      if (list) list.push(fed)
      else all.set(asset, [fed])
    }
    return all
  }

  /** Another device feeds a point that is a device's already. */
  private renew(point: number, source: string): void {
    const known = this.byPoint.get(point)
    if (!known) return
    const renewed = { ...known, source }
    this.byPoint.set(point, renewed)
    this.fresh.set(point, renewed)
  }

  private put(claimed: FedPoint): void {
    this.isFed[claimed.point] = 1
    this.byPoint.set(claimed.point, claimed)
    this.counts[this.points.asset[claimed.point]!]!++
  }
}
