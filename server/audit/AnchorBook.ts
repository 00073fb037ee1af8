import type { Store } from '../store/Store.ts'
import { type Added, readAnchors } from './anchorFile.ts'
import type { AnchorLines } from './anchorLine.ts'
import type { AuditTables } from './auditTables.ts'

/** What the database remembers of the files of anchors: that they are, and how far they went. A file that is missing at a check shows by it. */
export class AnchorBook {
  private readonly store: Store<AuditTables>

  constructor(store: Store<AuditTables>) {
    this.store = store
  }

  /** Remember a line of a file. False when what was remembered of that file is not in it any more; it stays remembered. */
  async note(file: string, { birth, before, seal }: Added, at: number): Promise<boolean> {
    const { db } = this.store
    const known = await db
      .selectFrom('audit_anchor')
      .select('seal')
      .where('birth', '=', birth)
      .executeTakeFirst()
    const whole = !known || known.seal === before || (await readAnchors(file)).seals.has(known.seal)
    if (!whole)
      await db
        .updateTable('audit_anchor')
        .set({ birth: `${birth} until ${known.seal}` })
        .where('birth', '=', birth)
        .execute()
    const row = { birth, file, seal, at }
    await db
      .insertInto('audit_anchor')
      .values(row)
      .onConflict(conflict => conflict.column('birth').doUpdateSet({ file, seal, at }))
      .execute()
    return whole
  }

  /** Faults of a check against these files: anchors that were written and are in none of them. */
  async missing(read: readonly AnchorLines[]): Promise<string[]> {
    const rows = await this.store.db.selectFrom('audit_anchor').selectAll().orderBy('at').execute()
    return rows
      .filter(({ seal }) => !read.some(({ seals }) => seals.has(seal)))
      .map(
        ({ file, at }) =>
          `anchors up to ${new Date(at).toISOString()} were noted down in ${file} and are in no file that was read: put it right from a copy, or name where it is with --audit-anchor`,
      )
  }
}
