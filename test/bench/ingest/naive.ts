import { EventEmitter } from 'node:events'
import type { Points } from '../../../models/points.ts'

/** The obvious way to take samples, as a peer: an object a sample, look-ups by text, an event each. It does less than the gate: no units, no order, no repeats. */
export class Naive extends EventEmitter {
  accepted = 0
  private readonly present = new Map<string, { value: number; at: number; quality: string }>()
  private readonly specs = new Map<string, { min: number; max: number; high: number }>()
  private readonly alarms = new Map<string, { severity: number; value: number; at: number }>()
  private readonly history = new Map<string, { at: number; value: number }[]>()

  constructor(points: Points) {
    super()
    for (let i = 0; i < points.count; i++) {
      const { range, limits } = points.spec[i]!
      this.specs.set(`${points.assetIds[points.asset[i]!]}/${points.name[i]}`, {
        min: range[0],
        max: range[1],
        high: limits?.high ?? Number.POSITIVE_INFINITY,
      })
    }
    this.on('sample', (key: string, { value, at }: { value: number; at: number }) => {
      if (value >= this.specs.get(key)!.high) this.alarms.set(key, { severity: 2, value, at })
      else if (this.alarms.has(key)) this.alarms.delete(key)
    })
    this.on('sample', (key: string, { value, at }: { value: number; at: number }) => {
      const list = this.history.get(key) ?? []
      list.push({ at, value })
      if (list.length > 72) list.shift()
      this.history.set(key, list)
    })
  }

  /** Take the body of a batch. */
  take(body: string): void {
    const { samples } = JSON.parse(body) as {
      samples: { asset: string; point: string; value: number; at: number }[]
    }
    for (const { asset, point, value, at } of samples) {
      const key = `${asset}/${point}`
      const spec = this.specs.get(key)
      if (!spec || value < spec.min || value > spec.max) continue
      const sample = { value, at, quality: 'good' }
      this.present.set(key, sample)
      this.accepted++
      this.emit('sample', key, sample)
    }
  }
}
