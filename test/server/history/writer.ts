/** A process that records until it is killed: tells each journal row that its store has committed. `writer.ts WHERE` */
import { numberPoints } from '../../../models/points.ts'
import { History } from '../../../server/history/History.ts'
import { type HistoryTables, historyMigrations } from '../../../server/history/tables.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { asset } from '../fixture.ts'

const BEGIN = Date.UTC(2026, 4, 12, 3)
const assets = [asset('parking', { id: 'lot-0', parts: 60 })]
const twin = new Twin(numberPoints(assets))
const store = await openStore<HistoryTables>(process.argv[2]!, [historyMigrations])
let now = BEGIN
const history = await History.start(store, twin, assets, () => now)
for (;;) {
  // A second of the site, then what is due: at the flush span the journal, at the quarter the pages.
  for (let point = 0; point < twin.points.count; point++) twin.apply(point, 1 + ((now / 1000) % 2), now, 1)
  now += 1_000
  const waited = history.health.waiting
  while (await history.step(now));
  if (waited > 0 && history.health.waiting === 0) process.stdout.write(`${now - 1_000}\n`)
  await new Promise(resolve => setImmediate(resolve))
}
