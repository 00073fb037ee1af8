import type { Audience } from '../../models/visibility.ts'

/** Room of all viewers of a channel: a topic as one audience sees it (Ticker.channelOf). */
export function room(channel: number): string {
  return `channel ${channel}`
}

/** Room of everyone of an audience, for news that are no frames. */
export function audienceRoom(audience: Audience): string {
  return `audience ${audience}`
}
