import { chainHash, NO_HASH } from '../chainHash.ts'
import { CHAINED, type ChainedTable, type Heads } from './chains.ts'
import type { Anchor } from './verifyChain.ts'

/** An anchor and the table it is of. */
export interface TableAnchor extends Anchor {
  readonly table: ChainedTable
}

const HEAD = /^(?:([a-z_]+)=)?(\d{1,15}):([0-9a-f]{64})$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const SEAL = /^[0-9a-f]{64}$/

/** An anchor as it is given on the command line: `alarm_journal=128:<64 hex digits>`, of the audit without a name; null when it is none. */
export function readAnchor(text: string, at: string | null = null): TableAnchor | null {
  const [, name = 'audit', number, hash] = HEAD.exec(text) ?? []
  const table = CHAINED.find(each => each === name)
  return table && number && hash ? { table, number: Number(number), hash, at } : null
}

/** Heads of tables as one line of the file, sealed over the line before it. */
export function anchorLine(heads: Partial<Heads>, at: number, before: string): string {
  const parts = CHAINED.flatMap(table => {
    const head = heads[table]
    return head ? [`${table}=${head.number}:${head.hash}`] : []
  })
  const text = [new Date(at).toISOString(), ...parts].join(' ')
  return `${text} ${chainHash(before, [text])}`
}

/** Lines of a file of anchors in their order: each is taken in with the seals checked. */
export class AnchorLines {
  readonly anchors: TableAnchor[] = []
  /** Instant of the newest anchor. */
  until: string | null = null
  /** Seal of the last line, and of all. */
  seal = NO_HASH
  readonly seals = new Set<string>()
  private sealed = false

  /** Take a line in; false when it is no anchor, or not the one that followed. */
  take(line: string): boolean {
    return this.takeSealed(line) || this.takeOld(line)
  }

  private takeSealed(line: string): boolean {
    const words = line.split(' ')
    const [at = '', ...heads] = words.slice(0, -1)
    const seal = words.at(-1)!
    const anchors = heads.flatMap(head => readAnchor(head, at) ?? [])
    if (!TIME.test(at) || !SEAL.test(seal) || anchors.length !== heads.length) return false
    if (chainHash(this.seal, [line.slice(0, -seal.length - 1)]) !== seal) return false
    this.sealed = true
    this.add(anchors, at, seal)
    return true
  }

  /** The lines before tables were noted down together: `128:<64 hex digits> <instant>`, of the audit. */
  private takeOld(line: string): boolean {
    const [head = '', at = '', ...more] = line.split(' ')
    const anchor = readAnchor(head, at)
    if (this.sealed || !anchor || more.length > 0 || !TIME.test(at)) return false
    this.add([anchor], at, chainHash(this.seal, [line]))
    return true
  }

  private add(anchors: readonly TableAnchor[], at: string, seal: string): void {
    this.anchors.push(...anchors)
    this.until = at
    this.seal = seal
    this.seals.add(seal)
  }
}

/** Seal of the first line of a file: by it a file of anchors is known again, wherever it lies. */
export function birthOf(firstLine: string): string {
  const seal = firstLine.split(' ').at(-1)!
  return SEAL.test(seal) ? seal : chainHash(NO_HASH, [firstLine])
}
