/** `npm run audit`: check and read the book of actions from the command line. */
import { join } from 'node:path'
import { Misuse, runCommand, table } from '../accounts/runCommand.ts'
import { ANCHORS_FILE, readAnchor, readAnchors } from './anchors.ts'
import type { AuditRow } from './auditTables.ts'
import { type Anchor, verifyAudit } from './verifyAudit.ts'

const HELP = `npm run audit -- verify [--anchor NUMBER:HASH …]   every row, its number and its hash; and what was noted down earlier
                 head                               number and hash of the newest row, to note down elsewhere
                 list [--after NUMBER] [--limit 50]
--data DIR or --database URL as for npm start. Rows cut off at the end show only against an
anchor; the server notes one down a day in DIR/audit-anchors.txt, which verify reads.`

await runCommand(
  HELP,
  {
    anchor: { type: 'string', multiple: true },
    after: { type: 'string' },
    limit: { type: 'string' },
  },
  async ({ people, words, values, data }) => {
    const { audit } = people
    const [verb] = words
    if (verb === 'head') {
      const { n, hash } = await audit.head()
      return console.log(`${n}:${hash}`)
    }
    if (verb === 'list') {
      const newest = (await audit.head()).n
      const limit = whole(values.limit ?? '50', '--limit')
      return print(await audit.read(whole(values.after ?? Math.max(0, newest - limit), '--after'), limit))
    }
    if (verb !== 'verify') throw new Misuse(HELP)
    const anchors = [...readAnchors(join(data, ANCHORS_FILE)), ...[values.anchor ?? []].flat().map(anchorOf)]
    const { rows, hash, fault } = await verifyAudit((after, limit) => audit.read(after, limit), anchors)
    if (fault) throw new Misuse(`The audit does NOT hold: ${fault}. Rows that hold before it: ${rows}`)
    console.log(`The audit holds: ${rows} rows, the newest is ${rows}:${hash}; ${anchors.length} anchors fit`)
  },
)

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

function anchorOf(given: unknown): Anchor {
  const anchor = readAnchor(String(given))
  if (!anchor)
    throw new Misuse('--anchor must look like 128:<64 hex digits>, as npm run audit -- head prints it')
  return anchor
}

function whole(given: unknown, flag: string): number {
  const n = Number(given)
  if (!Number.isSafeInteger(n) || n < 0) throw new Misuse(`${flag} must be a whole number from 0 on`)
  return n
}
