import { topicOf } from '../../models/channel.ts'
import { QUALITY } from '../../models/quality.ts'
import type { Gate } from '../ingest/accept.ts'
import type { Log } from '../log/Log.ts'
import { ChannelPlan } from '../net/ChannelPlan.ts'
import type { Twin } from '../twin/twin.ts'
import { shardOf } from './names.ts'
import { Relay } from './Relay.ts'

/**
 * Give a new owner's twin the present as the owner before it told it: the newest whole frames of the log and what
 * followed. Each value passes alarms and history like a sample, so that nothing that was shown goes unjudged. The
 * number of points taken over.
 */
export async function seedTwin(twin: Twin, gate: Gate, hidden: Uint8Array, log: Log): Promise<number> {
  const plan = new ChannelPlan(twin.points, hidden)
  let n = 0
  for (const channel of plan.numbers) {
    // Where the staff has a channel of its own it holds all points of the topic.
    if (channel !== plan.of(topicOf(channel), 'staff')) continue
    const relay = new Relay(twin.points, channel, plan.members[channel]!)
    for (const { frame } of await log.since(shardOf(channel))) follow(relay, frame)
    n += pour(relay, plan.members[channel]!, twin, gate)
  }
  return n
}

/** A frame that is none, or of another program's version, leads to no present: the next whole one may. */
function follow(relay: Relay, frame: Uint8Array): void {
  try {
    relay.take(frame)
  } catch {
    return
  }
}

function pour(relay: Relay, members: Uint32Array, twin: Twin, gate: Gate): number {
  let n = 0
  for (const i of members) {
    const { value, quality, at } = relay.sample(i)
    if (quality === QUALITY.none || !(at > (twin.times[i] || Number.NEGATIVE_INFINITY))) continue
    gate.resume(i, value, at, quality)
    n++
  }
  return n
}
