import type { Asset } from '../../../models/asset.ts'
import type { Moment } from './moment.ts'

/** Values of one asset by point name; an array where the point has parts. */
export type Reading = Record<string, number | readonly number[]>

/** How a kind behaves: a pure function of the asset, a number that is the asset's own, and the moment. */
export type Model = (asset: Asset, channel: number, moment: Moment) => Reading
