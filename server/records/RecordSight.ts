import type { Actor } from '../../models/account.ts'
import type { Points } from '../../models/points.ts'
import type { RecordBook, RecordEntry } from '../../models/records/RecordBook.ts'
import { recordTypeOf } from '../../models/records/recordTypes.ts'
import { MAIN } from '../../models/records/recordWire.ts'
import { may } from '../../models/role.ts'
import type { Sight } from '../../models/sight.ts'
import { audienceOf } from '../../models/visibility.ts'

/** Who reads which record: the one place that decides it. */
export class RecordSight {
  private readonly sight: Sight
  private readonly points: Points

  constructor(sight: Sight, points: Points) {
    this.sight = sight
    this.points = points
  }

  /** True when somebody may read a record as it stands in the book. One that was removed only its owner may bring back. */
  reads(book: Pick<RecordBook, 'get'>, entry: RecordEntry, actor: Actor): boolean {
    const type = recordTypeOf(entry.type)
    if (!type) return false
    const owner = actor.id !== '' && entry.owner === actor.id
    if (!entry.value) return owner || may(actor.role, type.editOthers)
    const branch = entry.branch === MAIN ? null : book.get(MAIN, entry.branch)
    if (entry.branch !== MAIN && !(branch?.value && this.reads(book, branch, actor))) return false
    const asset = type.about?.(entry.value) ?? null
    if (asset !== null && !this.seesAsset(asset, actor)) return false
    switch (type.readers(entry.value)) {
      case 'everyone':
        return true
      case 'staff':
        return actor.id !== ''
      case 'owner':
        return owner
    }
  }

  /** An asset that is gone hides nothing. */
  private seesAsset(id: string, actor: Actor): boolean {
    const index = this.points.assetIndex(id)
    return index < 0 || this.sight.seesAsset(audienceOf(actor.role), index)
  }
}
