/** A thing of the world that can be pointed at: an asset by index into site.assets, a building by feature id, a place by id, a plot by key. */
export type Target =
  | { readonly type: 'asset'; readonly index: number }
  | { readonly type: 'feature'; readonly id: number }
  | { readonly type: 'place'; readonly id: string }
  | { readonly type: 'plot'; readonly id: string }
