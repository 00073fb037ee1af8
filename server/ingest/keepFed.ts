import type { Points } from '../../models/points.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { Fed } from './Fed.ts'
import type { FedTables } from './fedTables.ts'

/** Rows of one statement. */
const BATCH = 500

/** What devices have fed, kept over restarts and takeovers. */
export interface FedKeeper {
  /** Write what is new. A store that is away is tried again with the next call. */
  write(): Promise<void>
  /** Give an asset back to the simulator; it is so in the store before it is so here. Rejects when the store does not take it. */
  giveBack(asset: number): Promise<void>
}

/** Put back what the store knows of the points that devices have fed, and keep it true from now on. */
export async function keepFed(
  store: Store<FedTables>,
  fed: Fed,
  points: Points,
  clock: Clock,
): Promise<FedKeeper> {
  const { db } = store
  for (const { asset, point, part, since, source } of await db.selectFrom('fed').selectAll().execute()) {
    const index = points.find(asset, point, part)
    if (index >= 0) fed.restore({ point: index, since, source }, clock.now())
  }
  let writing: Promise<void> = Promise.resolve()

  async function writeFresh(): Promise<void> {
    const claims = fed.takeFresh()
    try {
      for (let from = 0; from < claims.length; from += BATCH) {
        const rows = claims.slice(from, from + BATCH).map(({ point, since, source }) => ({
          asset: points.assetIds[points.asset[point]!]!,
          point: points.name[point]!,
          part: points.part[point]!,
          since: Math.round(since),
          source,
        }))
        await db
          .insertInto('fed')
          .values(rows)
          .onConflict(conflict =>
            conflict
              .columns(['asset', 'point', 'part'])
              .doUpdateSet(set => ({ source: set.ref('excluded.source') })),
          )
          .execute()
      }
    } catch {
      fed.keepFresh(claims)
    }
  }

  return {
    write() {
      writing = writing.then(writeFresh)
      return writing
    },
    async giveBack(asset) {
      await writing
      await db.deleteFrom('fed').where('asset', '=', points.assetIds[asset]!).execute()
      fed.giveBack(asset)
    },
  }
}
