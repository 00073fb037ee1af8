import type { Actor } from '../../models/account.ts'
import type { RecordBook, RecordEntry } from '../../models/records/RecordBook.ts'
import type { RecordType } from '../../models/records/recordType.ts'
import { recordTypeOf } from '../../models/records/recordTypes.ts'
import {
  type ChangeOrder,
  MAIN,
  type RecordChange,
  type RecordRefusal,
} from '../../models/records/recordWire.ts'
import { may } from '../../models/role.ts'
import type { Instant } from '../../models/units.ts'
import type { RecordSight } from './RecordSight.ts'

/** A change that has no number yet. */
export type Draft = Omit<RecordChange, 'number'>

/** Decides on an order against what stands: the change it leads to, or why not. Nothing is changed here. */
export function judgeOrder(
  book: RecordBook,
  sight: RecordSight,
  order: ChangeOrder,
  actor: Actor,
  now: Instant,
): Draft | RecordRefusal {
  const refuse = (
    code: RecordRefusal['code'],
    reason: string,
    fields?: readonly string[],
  ): RecordRefusal => ({
    order: order.order,
    code,
    reason,
    ...(fields && { fields }),
  })
  const { branch, id } = order
  const type = recordTypeOf(order.type)
  if (!type) return refuse('unknown', `there is no type of record ${order.type}`)
  if (!may(actor.role, type.make))
    return refuse('forbidden', `the role ${actor.role} may not do this: it needs ${type.make}`)
  if (branch !== MAIN && !opens(book, sight, branch, actor))
    return refuse('unknown', 'there is no such branch, or it is not open to you')

  const before = book.get(branch, id)
  if (before && (before.type !== order.type || !sight.reads(book, before, actor)))
    return refuse('unknown', 'there is no such record')
  const owned = before === null || before.owner === actor.id
  if (!owned && !may(actor.role, type.editOthers))
    return refuse('forbidden', `it belongs to ${before.ownerName}; changing it needs ${type.editOthers}`)

  const exists = before?.value != null
  if (!exists && order.fields === null) return refuse('unknown', 'it was removed already')
  if (!exists && before && order.base < before.number)
    return refuse('conflict', `${before.by} removed it meanwhile`)
  if (!exists && !before && order.base !== 0) return refuse('unknown', 'there is no such record')
  const overtaken = exists ? overtakenFields(before, order) : []
  if (overtaken.length > 0)
    return refuse('conflict', `${before?.by} changed ${overtaken.join(', ')} meanwhile`, overtaken)
  const checked = order.fields && checkFields(type, before?.value ?? null, order.fields, actor)
  if (checked && 'code' in checked) return refuse(checked.code, checked.reason)
  if (!exists && book.count(order.type, actor.id) >= type.most)
    return refuse('full', `nobody may have more than ${type.most} of these; remove some first`)
  return {
    branch,
    type: order.type,
    id,
    fields: checked?.fields ?? null,
    whole: !exists,
    owner: before?.owner ?? actor.id,
    ownerName: before?.ownerName ?? actor.name,
    at: now,
    actor: actor.id,
    by: actor.name,
    order: order.order,
  }
}

/** A branch is open for changes to whoever may read and change its record, until it is decided. */
function opens(book: RecordBook, sight: RecordSight, branch: string, actor: Actor): boolean {
  const record = book.get(MAIN, branch)
  return (
    record?.type === 'branch' &&
    record.value !== null &&
    record.value.state !== 'decided' &&
    sight.reads(book, record, actor)
  )
}

/** Fields of an order that somebody changed after what its page had heard. A removal is overtaken by any change. */
function overtakenFields({ stamps, number }: RecordEntry, { base, fields }: ChangeOrder): string[] {
  if (base >= number) return []
  return Object.keys(fields ?? stamps).filter(field => (stamps[field] ?? 0) > base)
}

/** The fields as the check of the whole value leaves them (trimmed, normalised), or what is wrong with them. */
function checkFields(
  type: RecordType,
  before: object | null,
  fields: object,
  actor: Actor,
): { readonly fields: Record<string, unknown> } | Pick<RecordRefusal, 'code' | 'reason'> {
  const read = type.value.safeParse({ ...before, ...fields })
  if (!read.success) {
    const [issue] = read.error.issues
    return { code: 'malformed', reason: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'malformed'}` }
  }
  const open = type.readers(read.data) === 'everyone' || (before && type.readers(before) === 'everyone')
  if (open && !may(actor.role, type.publish))
    return { code: 'forbidden', reason: `what everyone reads needs ${type.publish}` }
  const value = read.data as Record<string, unknown>
  const names = before ? Object.keys(fields) : Object.keys(value)
  return { fields: Object.fromEntries(names.map(name => [name, value[name]])) }
}
