import type { NatsConnection } from '@nats-io/transport-node'
import type { PeopleLine } from '../presence/presenceSubject.ts'
import { subjectsOf } from './names.ts'
import type { Seal } from './Seal.ts'

/** Who is there, from process to process over NATS under seal; nothing is kept while NATS is away. */
export function peopleLine({
  line,
  installation,
  seal,
}: {
  readonly line: NatsConnection
  readonly installation: string
  readonly seal: Seal
}): PeopleLine {
  const { people } = subjectsOf(installation)
  return {
    say(text) {
      if (!line.isClosed()) line.publish(people, seal.close(people, new TextEncoder().encode(text)))
    },
    hear(take) {
      const words = line.subscribe(people, {
        callback: (_, { data }) => {
          try {
            take(new TextDecoder().decode(seal.open(people, data)))
          } catch {
            // Not from a process of the installation: the seal has counted it.
          }
        },
      })
      return () => words.unsubscribe()
    },
  }
}
