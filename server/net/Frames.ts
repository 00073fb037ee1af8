import type { Instant } from '../../models/units.ts'
import type { Audience } from '../../models/visibility.ts'
import type { Have } from '../../models/wire.ts'

/** Where the sockets get their frames from: the ticker of this process, or a gateway's copies of the owner's channels. */
export interface Frames {
  /** Names the run whose frames these are; 0 before the first is known. */
  readonly epoch: number
  /** Numbers of all channels. */
  readonly numbers: readonly number[]
  /** Number of the channel by which an audience sees a topic. */
  channelOf(topic: number, audience: Audience): number
  /** Where a channel stands: what a viewer has that took its last frame. */
  standing(channel: number): { readonly epoch: number; readonly seq: number }
  /** What brings a viewer of a channel up to date from what it has. */
  heal(channel: number, have: Have | undefined, now: Instant): Uint8Array[]
}
