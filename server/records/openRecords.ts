import type { Points } from '../../models/points.ts'
import type { RecordChange } from '../../models/records/recordWire.ts'
import type { Sight } from '../../models/sight.ts'
import type { Clock } from '../clock.ts'
import type { Sockets } from '../net/sockets.ts'
import type { Store } from '../store/Store.ts'
import { RecordCast } from './RecordCast.ts'
import { REMEMBERED, Recorder } from './Recorder.ts'
import { RecordSight } from './RecordSight.ts'
import { lastChanges, logEpoch, type RecordDoor, readBook, recordDoor } from './recordDoor.ts'
import { addRecordSockets, tellRecords } from './recordSockets.ts'
import type { RecordTables } from './recordTables.ts'

/** What the records are opened upon. */
export interface RecordGround {
  readonly store: Store<RecordTables>
  readonly clock: Clock
  readonly points: Points
  readonly sight: Sight
  /** Where changes become durable, when not simply in the store. */
  readonly door?: RecordDoor
  /** Hears each durable change, to pass it on to other processes. */
  readonly pass?: (changes: readonly RecordChange[]) => void
}

/** The records of the process that writes them. */
export interface Records {
  readonly recorder: Recorder
  /** Serve the viewers of a server. */
  serve(io: Sockets): void
  health(): { readonly number: number; readonly queued: number; readonly away: string | null }
  /** Write what waits. */
  close(): Promise<void>
}

/** Open the records where they are written. Rejects when the store does not answer. */
export async function openRecords({
  store,
  clock,
  points,
  sight,
  door,
  pass,
}: RecordGround): Promise<Records> {
  const io = new Set<Sockets>()
  const book = await readBook(store)
  const into = door ?? recordDoor(store)
  const end = await into.end()
  book.number = end.number
  const recordSight = new RecordSight(sight, points)
  const cast = new RecordCast(book, await logEpoch(store), recordSight, (reader, news) => {
    for (const each of io) tellRecords(each, reader, news)
  })
  const recorder = new Recorder(
    book,
    end.hash,
    recordSight,
    into,
    () => clock.now(),
    changes => {
      cast.take(changes)
      pass?.(changes)
    },
  )
  recorder.remember(await lastChanges(store, REMEMBERED))
  return {
    recorder,
    serve(server) {
      io.add(server)
      addRecordSockets(server, cast, (orders, actor) => recorder.change(orders, actor))
    },
    health: () => ({ number: book.number, queued: recorder.queued, away: recorder.away }),
    close: () => recorder.flush(),
  }
}
