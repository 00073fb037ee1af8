import { unwatchFile, watchFile } from 'node:fs'
import { readText } from '../../../geodata/read/readText.ts'
import type { Points } from '../../../models/points.ts'
import type { Instant } from '../../../models/units.ts'
import type { Clock } from '../../clock.ts'
import { MappingTable, readMapping } from './MappingTable.ts'

/** What is known of the mapping file. */
export interface MappingState {
  readonly file: string | null
  readonly entries: number
  /** Points timed at arrival because the mapping says that their source's clock is wrong. */
  readonly atArrival: number
  readonly loadedAt: Instant | null
  /** Why the last change of the file was not taken; the table before it still works. */
  readonly error: string | null
}

/** Milliseconds between looks at the file. */
const LOOK = 500

/** The mapping in force. The file is read again when it changes: whole or not at all. */
export class Mapping {
  table = new MappingTable()
  private readonly file: string | null
  private readonly points: Points
  private readonly clock: Clock
  private loadedAt: Instant | null = null
  private error: string | null = null
  private readonly listeners = new Set<() => void>()

  /** Throws BadFile when the file is not right at the start; null: no foreign names. */
  constructor(file: string | null, points: Points, clock: Clock) {
    this.file = file
    this.points = points
    this.clock = clock
    if (file !== null) this.read(file)
  }

  get state(): MappingState {
    const { file, table, loadedAt, error } = this
    return { file, entries: table.size, atArrival: table.atArrival, loadedAt, error }
  }

  /** Be told when another table is in force; the result ends it. */
  changed(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Follow changes of the file until the result is called. */
  watch(): () => void {
    const { file } = this
    if (file === null) return () => undefined
    const look = (): void => this.reload(file)
    watchFile(file, { interval: LOOK, persistent: false }, look)
    return () => unwatchFile(file, look)
  }

  private reload(file: string): void {
    try {
      this.read(file)
      for (const listener of this.listeners) listener()
    } catch (error) {
      this.error = `${(error as Error).message} (the mapping before it still works)`
    }
  }

  private read(file: string): void {
    this.table = readMapping(file, readText(file), this.points)
    this.loadedAt = this.clock.now()
    this.error = null
  }
}
