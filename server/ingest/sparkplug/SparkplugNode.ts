import type { Covers } from '../Covers.ts'
import type { MappingTable, Rule } from '../mapping/MappingTable.ts'
import type { Metric } from './payload.ts'

/** A metric as its birth declared it. */
export interface Declared {
  readonly device: string | null
  readonly name: string
  readonly datatype: number | null
  /** Where it goes by `table`; null for a metric that no point wants. */
  rule: Rule | null
  table: MappingTable
}

/** What is known of an edge node between its birth and its death. */
export class SparkplugNode {
  online = false
  /** Device whose credential gave birth to it; null for a node of a broker of others. */
  owner: string | null = null
  /** True once that credential was revoked. */
  ended: (() => boolean) | undefined
  /** The points that device may write; all when undefined. */
  covers: Covers | undefined
  /** The owner may all, or the node is named after what it may. */
  named = true
  /** Of the birth; the death that belongs to it carries the same. */
  bdSeq: number | null = null
  seq = -1
  readonly devices = new Set<string>()
  readonly aliases = new Map<number | string, Declared>()
  readonly names = new Map<string, Declared>()
  /** Instant of the last order to be born again. */
  askedAt = Number.NaN

  /** Forget all that the last births said. */
  reset(): void {
    this.devices.clear()
    this.aliases.clear()
    this.names.clear()
  }

  /** The number of metrics known, by name or alias. */
  get size(): number {
    return Math.max(this.names.size, this.aliases.size)
  }

  /** True when the sequence number follows the last; it is the last from now on. */
  follows(seq: number | null): boolean {
    if (seq === null) return false
    const right = this.seq >= 0 && seq === ((this.seq + 1) & 255)
    this.seq = seq
    return right
  }

  /** Remember a metric of a birth. */
  declare(declared: Declared, alias: Metric['alias']): void {
    this.names.set(keyOf(declared.device, declared.name), declared)
    if (alias !== null) this.aliases.set(alias, declared)
  }

  /** The metric that a message of this device means, by alias or name. */
  find(device: string | null, { alias, name }: Metric): Declared | undefined {
    const declared = alias !== null ? this.aliases.get(alias) : undefined
    if (declared) return declared.device === device ? declared : undefined
    return name === null ? undefined : this.names.get(keyOf(device, name))
  }

  /** Points of the node, or of one of its devices. */
  *points(device?: string): Generator<number> {
    for (const { rule, device: owner } of this.names.values())
      if (rule && (device === undefined || owner === device)) yield rule.point
  }
}

function keyOf(device: string | null, name: string): string {
  return `${device ?? ''}/${name}`
}
