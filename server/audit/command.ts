/** `npm run audit`: check and read the book of actions from the command line. */
import { join } from 'node:path'
import { Misuse, runCommand, table } from '../accounts/runCommand.ts'
import type { Store } from '../store/Store.ts'
import { AnchorBook } from './AnchorBook.ts'
import { ANCHORS_FILE, readAnchors } from './anchorFile.ts'
import { readAnchor, type TableAnchor } from './anchorLine.ts'
import type { AuditRow, AuditTables } from './auditTables.ts'
import { CHAINED, type ChainedTables, headsOf } from './chains.ts'
import { verifyAll } from './verifyAll.ts'

const HELP = `npm run audit -- verify [--anchor TABLE=NUMBER:HASH …] [--audit-anchor FILE …]
                                                    every row of audit, alarm_journal and record_change,
                                                    and what was noted down of them earlier
                 head                               number and hash of the newest rows, to note down elsewhere
                 list [--after NUMBER] [--limit 50]
--data DIR or --database URL as for npm start. Rows cut off at the end show only against an
anchor; the server notes them down in DIR/audit-anchors.txt, or the FILE of its --audit-anchor,
which verify reads. Of owners with files of their own, name each.`

await runCommand(
  HELP,
  {
    anchor: { type: 'string', multiple: true },
    'audit-anchor': { type: 'string', multiple: true },
    after: { type: 'string' },
    limit: { type: 'string' },
  },
  async ({ people, store, words, values, data }) => {
    const { audit } = people
    const [verb] = words
    if (verb === 'head') {
      const heads = await headsOf(store)
      for (const table of CHAINED) console.log(`${table}=${heads[table].number}:${heads[table].hash}`)
      return
    }
    if (verb === 'list') {
      const newest = (await audit.head()).n
      const limit = whole(values.limit ?? '50', '--limit')
      return print(await audit.read(whole(values.after ?? Math.max(0, newest - limit), '--after'), limit))
    }
    if (verb !== 'verify') throw new Misuse(HELP)
    const named = [values['audit-anchor'] ?? (process.env.TWIN_AUDIT_ANCHOR || [])].flat().map(String)
    const files = named.length > 0 ? named : [join(data, ANCHORS_FILE)]
    await verify(store, files, [values.anchor ?? []].flat().map(anchorOf))
  },
)

async function verify(
  store: Store<ChainedTables>,
  files: readonly string[],
  given: readonly TableAnchor[],
): Promise<void> {
  const anchors = [...given]
  const lines = []
  let until: string | null = null
  for (const file of files) {
    const read = await readAnchors(file)
    lines.push(read)
    for (const anchor of read.anchors) anchors.push(anchor)
    if (read.until !== null && (until === null || read.until > until)) until = read.until
  }
  const verdicts = await verifyAll(store, anchors)
  for (const { table, rows, last, fault } of verdicts)
    if (!fault)
      console.log(`${table} holds: ${rows} rows, the newest is ${table}=${last.number}:${last.hash}`)
  const missing = await new AnchorBook(store as unknown as Store<AuditTables>).missing(lines)
  const faults = [...verdicts.flatMap(({ fault }) => fault ?? []), ...missing]
  if (faults.length > 0) throw new Misuse(`The book does NOT hold: ${faults.join('; ')}`)
  console.log(
    anchors.length === 0
      ? 'There is no anchor: rows cut off at the end would not show'
      : `${anchors.length} anchors fit; ${until === null ? 'those given say no time' : `they cover all up to ${until}`}: rows since then could be cut off unseen`,
  )
}

function print(rows: readonly AuditRow[]): void {
  const cells = rows.map(({ n, at, name, role, source, what, target, reason }) => [
    String(n),
    new Date(at).toISOString(),
    `${name} (${role})`,
    source,
    what,
    target,
    reason,
  ])
  console.log(table([['n', 'at', 'who', 'from', 'what', 'target', 'reason'], ...cells]))
}

function anchorOf(given: unknown): TableAnchor {
  const anchor = readAnchor(String(given))
  if (!anchor)
    throw new Misuse('--anchor must look like audit=128:<64 hex digits>, as npm run audit -- head prints it')
  return anchor
}

function whole(given: unknown, flag: string): number {
  const n = Number(given)
  if (!Number.isSafeInteger(n) || n < 0) throw new Misuse(`${flag} must be a whole number from 0 on`)
  return n
}
