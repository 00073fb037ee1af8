import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  unwatchFile,
  watchFile,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
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

/** A mapping of nothing. */
const EMPTY = '{ "version": 1, "points": [] }'
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
  private text = EMPTY
  private readonly listeners = new Set<() => void>()

  /** Throws BadFile when the file is not right at the start. `home` is where a mapping is kept when no file is named; neither: no foreign names. */
  constructor(file: string | null, points: Points, clock: Clock, home: string | null = null) {
    this.file = file ?? home
    this.points = points
    this.clock = clock
    if (file !== null) this.read(file)
    else if (home !== null && existsSync(home)) this.read(home)
  }

  get state(): MappingState {
    const { file, table, loadedAt, error } = this
    return { file, entries: table.size, atArrival: table.atArrival, loadedAt, error }
  }

  /** The mapping as it is written, and what tells it from every other. */
  written(): { readonly mapping: unknown; readonly version: string } {
    const version = createHash('sha256').update(this.text).digest('hex').slice(0, 16)
    return { mapping: JSON.parse(this.text), version }
  }

  /** Put a mapping in force and into its file, the one before beside it. Throws BadFile when it is not right, and what the disk throws. */
  write(mapping: unknown): void {
    const { file } = this
    if (file === null) throw new Error('no file')
    const text = `${JSON.stringify(mapping, null, 2)}\n`
    readMapping('the mapping', text, this.points)
    mkdirSync(dirname(file), { recursive: true })
    if (existsSync(file)) copyFileSync(file, `${file}.before`)
    writeFileSync(`${file}.part`, text)
    renameSync(`${file}.part`, file)
    this.read(file)
    for (const listener of this.listeners) listener()
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
    // A home that nothing was written to yet.
    if (!existsSync(file) && this.loadedAt === null) return
    try {
      this.read(file)
      for (const listener of this.listeners) listener()
    } catch (error) {
      this.error = `${(error as Error).message} (the mapping before it still works)`
    }
  }

  private read(file: string): void {
    const text = readText(file)
    this.table = readMapping(file, text, this.points)
    this.text = text
    this.loadedAt = this.clock.now()
    this.error = null
  }
}
