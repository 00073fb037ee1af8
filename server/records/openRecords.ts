import type { Points } from '../../models/points.ts'
import type { Sight } from '../../models/sight.ts'
import type { Clock } from '../clock.ts'
import type { Sockets } from '../net/sockets.ts'
import type { Store } from '../store/Store.ts'
import { type MergeRecords, mergeBy } from './mergeRecords.ts'
import { RecordCast } from './RecordCast.ts'
import { REMEMBERED, Recorder } from './Recorder.ts'
import { RecordSight } from './RecordSight.ts'
import { changesAfter, lastChanges, logEpoch, type RecordDoor, readBook, recordDoor } from './recordDoor.ts'
import { addRecordSockets, type ChangeRecords, changeBy, tellRecords } from './recordSockets.ts'
import type { RecordTables } from './recordTables.ts'

/** What the records are opened upon. */
export interface BookGround {
  readonly store: Store<RecordTables>
  readonly clock: Clock
  readonly points: Points
  readonly sight: Sight
}

/** The records of a process. */
export interface Records {
  /** Carry orders of people out. */
  readonly change: ChangeRecords
  /** Bring a branch into main. */
  readonly merge: MergeRecords
  /** Serve the viewers of a server. */
  serve(io: Sockets): undefined
  health(): { readonly away: string | null }
  /** Write what waits. */
  close(): Promise<void>
}

/**
 * Open the records where they are written: through `door` when not simply into the store. `ring` is called after each
 * durable change, for other processes to look. Rejects when the store does not answer.
 */
export async function openRecords(
  ground: BookGround,
  door: RecordDoor = recordDoor(ground.store),
  ring: () => void = () => undefined,
): Promise<Records> {
  const { store, clock } = ground
  const { book, cast, sight, serve } = await openBook(ground)
  const end = await door.end()
  book.number = end.number
  const recorder = new Recorder(
    book,
    end.hash,
    sight,
    door,
    () => clock.now(),
    changes => {
      cast.take(changes)
      ring()
    },
  )
  recorder.remember(await lastChanges(store, REMEMBERED))
  const change = changeBy(recorder)
  const merge = mergeBy(book, sight, recorder)
  return {
    change,
    merge,
    serve: io => serve(io, change, merge),
    health: () => ({ number: book.number, queued: recorder.queued, away: recorder.away }),
    close: () => recorder.flush(),
  }
}

/** Milliseconds between two looks for changes that no bell told of. */
const LOOK = 2_000

/** Open the records of a process that writes none: it reads them when `bell` rings and has orders carried out elsewhere. */
export async function followRecords(
  ground: BookGround,
  change: ChangeRecords,
  merge: MergeRecords,
  bell: (ring: () => void) => () => void,
): Promise<Records> {
  const { store, clock } = ground
  const { book, cast, serve } = await openBook(ground)
  let reading: Promise<void> | null = null
  let again = false
  let fault: string | null = null
  const stops = [bell(look), clock.every(LOOK, look)]
  return {
    change,
    merge,
    serve: io => serve(io, change, merge),
    health: () => ({ number: book.number, away: fault }),
    async close() {
      for (const stop of stops) stop()
      await reading
    },
  }

  function look(): void {
    again = true
    reading ??= read()
      .then(() => {
        fault = null
      })
      .catch(error => {
        fault = error instanceof Error ? error.message : String(error)
      })
      .finally(() => {
        reading = null
      })
  }

  async function read(): Promise<void> {
    while (again) {
      again = false
      for (;;) {
        const changes = await changesAfter(store, book.number)
        if (changes.length === 0) break
        cast.take(changes)
      }
    }
  }
}

async function openBook({ store, points, sight: seen }: BookGround) {
  const servers = new Set<Sockets>()
  const sight = new RecordSight(seen, points)
  const book = await readBook(store)
  const cast = new RecordCast(book, await logEpoch(store), sight, (reader, news) => {
    for (const io of servers) tellRecords(io, reader, news)
  })
  const serve = (io: Sockets, change: ChangeRecords, merge: MergeRecords): undefined => {
    servers.add(io)
    addRecordSockets(io, cast, change, merge)
  }
  return { book, cast, sight, serve }
}
