import { TOPICS, type Topic } from './kind.ts'
import type { Audience } from './visibility.ts'

/**
 * A channel is a topic as one audience sees it, and its number says both: the public ones stand at the place of their
 * topic in TOPICS, those of the staff after them. It is the byte in a frame's head.
 */
export const CHANNELS = TOPICS.length * 2

/** Number of the channel of a topic (its place in TOPICS) for an audience. */
export function channelNumber(topic: number, audience: Audience): number {
  return audience === 'staff' ? TOPICS.length + topic : topic
}

/** Topic of a channel, as its place in TOPICS. */
export function topicOf(channel: number): number {
  return channel % TOPICS.length
}

/** Topic of a channel by its name. */
export function topicNameOf(channel: number): Topic {
  return TOPICS[topicOf(channel)]!
}
