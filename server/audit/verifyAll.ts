import type { Store } from '../store/Store.ts'
import type { TableAnchor } from './anchorLine.ts'
import { type ChainedTables, chainsOf } from './chains.ts'
import { type Verdict, verifyChain } from './verifyChain.ts'

/** Check all chained tables of a database against each other's hashes and the anchors, one after the other. */
export async function verifyAll(
  store: Store<ChainedTables>,
  anchors: readonly TableAnchor[],
): Promise<(Verdict & { readonly table: string })[]> {
  const verdicts: (Verdict & { readonly table: string })[] = []
  for (const chain of await chainsOf(store)) {
    const own = anchors.filter(({ table }) => table === chain.table)
    verdicts.push({ table: chain.table, ...(await verifyChain(chain, own)) })
  }
  return verdicts
}
