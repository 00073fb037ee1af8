import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecordDesk } from '../../../client/live/RecordDesk.ts'
import type { Actor } from '../../../models/account.ts'
import { numberPoints } from '../../../models/points.ts'
import { RecordBook } from '../../../models/records/RecordBook.ts'
import type { RecordNews } from '../../../models/records/recordWire.ts'
import { sightOf } from '../../../models/sight.ts'
import type { Reply } from '../../../models/wire.ts'
import { NO_HASH } from '../../../server/chainHash.ts'

import { RecordCast } from '../../../server/records/RecordCast.ts'
import { Recorder } from '../../../server/records/Recorder.ts'
import { RecordSight } from '../../../server/records/RecordSight.ts'
import { smallSite } from '../fixture.ts'
import { paperDoor } from './paperDoor.ts'

const IDS = Array.from({ length: 4 }, (_, k) => `00000000-0000-4000-8000-00000000000${k}`)
const DESKS = 5

type Step =
  | { do: 'edit'; desk: number; id: number; field: 'name' | 'order'; value: number; remove: boolean }
  | { do: 'undo' | 'redo' | 'hear' | 'cut' | 'back'; desk: number }

const desk = fc.nat(DESKS - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      desk,
      id: fc.nat(IDS.length - 1),
      field: fc.constantFrom('name' as const, 'order' as const),
      value: fc.nat(99),
      remove: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('hear' as const), desk }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('undo' as const, 'redo' as const, 'cut' as const, 'back' as const),
      desk,
    }),
  },
)

test('five desks that edit, undo, miss news and come back all end where the server stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.constantFrom(null, null, null, 'before' as const, 'after' as const), { maxLength: 6 }),
      async (steps, failures) => {
        const room = openRoom(failures)
        for (const each of steps) await room.run(each)
        const stands = await room.rest()
        for (const { desk } of room.desks) {
          expect(desk.pending).toBe(0)
          expect(plain(desk.all('view'))).toEqual(stands)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('undoing every step leaves what was before, and redoing all brings it back', async () => {
  const edits = fc.array(
    step.filter(each => each.do === 'edit'),
    { minLength: 1, maxLength: 40 },
  )
  await fc.assert(
    fc.asyncProperty(edits, async steps => {
      const room = openRoom([])
      for (const each of steps) await room.run({ ...each, desk: 0 } as Step)
      await room.rest()
      const { desk } = room.desks[0]!
      const after = plain(desk.all('view'))
      while (desk.canUndo) desk.undo()
      expect(await room.rest()).toEqual([])
      expect(desk.lost).toEqual([])
      while (desk.canRedo) desk.redo()
      expect(await room.rest()).toEqual(after)
    }),
    { numRuns: 60 },
  )
})

/** A server and the desks before it; what a line carries waits until the test lets it through. */
function openRoom(failures: ('before' | 'after' | null)[]) {
  const left = [...failures]
  const { door, book: written } = paperDoor(() => left.shift() ?? null)
  const site = smallSite()
  const points = numberPoints(site.assets)
  const sight = new RecordSight(sightOf(site, points), points)
  const book = new RecordBook()
  const desks = Array.from({ length: DESKS }, (_, k) => openDesk(k))
  const cast = new RecordCast(book, 'log', sight, (reader, news) => {
    for (const each of desks)
      if (each.actor.id === reader && each.open) each.inbox.push(() => each.desk.hear(news as RecordNews))
  })
  let now = 0
  const recorder = new Recorder(
    book,
    NO_HASH,
    sight,
    door,
    () => ++now,
    changes => cast.take(changes),
  )
  for (const { actor } of desks) cast.listen(actor)
  return { desks, run, rest }

  function openDesk(k: number) {
    const actor: Actor = { id: `a${k}`, name: `person ${k}`, role: 'admin' }
    const inbox: (() => void)[] = []
    const it = { actor, inbox, open: true, cuts: [] as (() => void)[], desk: null as unknown as RecordDesk }
    let ids = 0
    it.desk = new RecordDesk({
      id: () => `0000000${k}-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      changed: () => undefined,
      author: () => ({ name: '', at: 0 }),
      send: orders => carried(it, recorder.change.bind(recorder, structuredClone(orders), actor)),
      join: (have, after) => carried(it, async () => ({ ok: true, value: cast.page(actor, have, after) })),
    })
    return it
  }

  /** An answer comes by the line in its turn; a line that is cut meanwhile answers `silent`. */
  function carried<T>(
    it: { open: boolean; inbox: (() => void)[]; cuts: (() => void)[] },
    work: () => Promise<Reply<T>>,
  ): Promise<Reply<T>> {
    if (!it.open) return Promise.resolve({ ok: false, reason: 'away' })
    return new Promise(resolve => {
      it.cuts.push(() => resolve({ ok: false, reason: 'silent' }))
      void work().then(reply => it.open && it.inbox.push(() => resolve(structuredClone(reply))))
    })
  }

  async function run(each: Step): Promise<void> {
    const it = desks[each.desk]!
    if (each.do === 'edit') {
      const id = IDS[each.id]!
      const known = it.desk.get(id)
      if (each.remove && known && each.value < 20) it.desk.edit([{ type: 'view', id, fields: null }])
      else if (known)
        it.desk.edit([
          {
            type: 'view',
            id,
            fields: { [each.field]: each.field === 'name' ? `n${each.value}` : each.value },
          },
        ])
      else
        it.desk.edit([
          {
            type: 'view',
            id,
            fields: {
              name: `n${each.value}`,
              eye: [0, 1, 0],
              target: [0, 0, 0],
              layers: null,
              time: null,
              order: 0,
              readers: 'everyone',
            },
          },
        ])
    } else if (each.do === 'undo') it.desk.undo()
    else if (each.do === 'redo') it.desk.redo()
    else if (each.do === 'hear') it.inbox.shift()?.()
    else if (each.do === 'cut') cut(it)
    else if (!it.open) {
      it.open = true
      void it.desk.join()
    }
    await breathe()
  }

  function cut(it: (typeof desks)[number]): void {
    it.open = false
    it.inbox.length = 0
    for (const end of it.cuts.splice(0)) end()
  }

  /** Every line comes up and all that waits goes through; what then stands. */
  async function rest() {
    left.length = 0
    for (const it of desks) {
      cut(it)
      await breathe()
      it.open = true
      void it.desk.join()
    }
    for (let quiet = 0; quiet < 20; ) {
      await breathe()
      const moved = desks.filter(({ inbox }) => {
        const next = inbox.shift()
        next?.()
        return next
      })
      quiet = moved.length > 0 ? 0 : quiet + 1
    }
    expect(plain(book.standing('main', 'view'))).toEqual(plain(written().standing('main', 'view')))
    return plain(book.standing('main', 'view'))
  }
}

function plain(entries: Iterable<{ id: string; value: unknown }>): unknown[] {
  return [...entries].map(({ id, value }) => ({ id, value })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Let every promise that can go on do so. */
async function breathe(): Promise<void> {
  for (let k = 0; k < 4; k++) await new Promise(resolve => setImmediate(resolve))
}
