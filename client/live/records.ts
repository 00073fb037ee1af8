import { createStore } from 'zustand/vanilla'
import type { RecordEntry } from '../../models/records/RecordBook.ts'
import { type RecordTypeName, type RecordValue, recordTypes } from '../../models/records/recordTypes.ts'
import type { RecordNews } from '../../models/records/recordWire.ts'
import { ask } from './ask.ts'
import { presentNow } from './health.ts'
import { keptLine } from './keptRecords.ts'
import { type Edit, type LostEdit, RecordDesk } from './RecordDesk.ts'
import { isAllowed, session } from './session.ts'

interface Records {
  /** Moves on when something that is shown may be another. */
  version: number
  pending: number
  canUndo: boolean
  canRedo: boolean
  /** Edits that were not carried out and that nobody has looked at yet. */
  lost: readonly LostEdit[]
}

/** A record of a type, for panels. */
export type RecordOf<T extends RecordTypeName> = RecordEntry & { readonly value: RecordValue<T> }

/** What panels follow of the records; the records themselves are asked for with `recordsOf`. */
export const records = createStore<Records>(() => ({
  version: 0,
  pending: 0,
  canUndo: false,
  canRedo: false,
  lost: [],
}))

let shared = sharedDesk()
/** Of a browser that has not logged in. */
const kept: RecordDesk = new RecordDesk(
  keptLine(
    { getItem: key => localStorage.getItem(key), setItem: (key, text) => localStorage.setItem(key, text) },
    () => Date.now(),
    { id: newId, changed: () => show(), tell: news => kept.hear(news) },
  ),
)

/** Records of a type as they stand: what the server lets us read, and what this browser keeps. */
export function recordsOf<T extends RecordTypeName>(type: T): RecordOf<T>[] {
  return [...kept.all(type), ...shared.all(type)] as RecordOf<T>[]
}

/** Make, change or remove records as one step: on the server for who may, else in this browser. */
export function editRecords(edits: readonly Edit[]): void {
  const here = edits.filter(({ id }) => kept.get(id) !== null)
  const there = edits.filter(({ id }) => kept.get(id) === null)
  if (here.length > 0) kept.edit(here)
  const view = session.getState().view
  const mine = there.filter(({ type }) => isAllowed(view, recordTypes[type as RecordTypeName].make))
  shared.edit(mine)
  kept.edit(there.filter(edit => !mine.includes(edit)))
}

/** Take the last step back. */
export function undoRecords(): void {
  desk().undo()
}

/** Do again what was taken back. */
export function redoRecords(): void {
  desk().redo()
}

/** Forget edits that were not carried out. */
export function dismissLost(): void {
  shared.dismiss()
}

/** Forget what the server let others read here, and what they were about to change; what this browser keeps stays. */
export function emptyRecords(): void {
  shared = sharedDesk()
  show()
}

/** The line is open: hear the records. */
export function joinRecords(): void {
  void shared.join()
}

/** Take in news of records. */
export function hearRecords(news: RecordNews): void {
  shared.hear(news)
}

/** Read what this browser keeps. */
export function openKept(): void {
  void kept.join()
}

/** An id for a new record; also where the page was not opened over a secure line, which has no randomUUID. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function sharedDesk(): RecordDesk {
  return new RecordDesk({
    id: newId,
    changed: () => show(),
    author: () => ({ name: session.getState().view?.name ?? '', at: presentNow() }),
    send: orders => ask('records:change', orders),
    join: (have, after) => ask('records:join', { ...(have && { have }), ...(after && { after }) }),
  })
}

function desk(): RecordDesk {
  return shared.canUndo || shared.canRedo ? shared : kept
}

function show(): void {
  const { version } = records.getState()
  const { canUndo, canRedo } = desk()
  records.setState({ version: version + 1, pending: shared.pending, canUndo, canRedo, lost: shared.lost })
}
