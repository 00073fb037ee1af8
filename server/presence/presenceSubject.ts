import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { lookedAt, type PersonHere, personHere } from '../../models/people.ts'
import type { Sight } from '../../models/sight.ts'
import { AUDIENCES, type Audience, audienceOf } from '../../models/visibility.ts'
import { type Clock, steadyOf } from '../clock.ts'
import type { Sockets } from '../net/sockets.ts'
import { actorOf } from '../security/visitor.ts'
import { subject } from '../subject.ts'
import { Presence } from './Presence.ts'

/** Milliseconds between two looks for who came or went, and between two words to other processes. */
const LOOK = 500
const SAY = 2_000

/** How the processes of an installation tell each other who is there. */
export interface PeopleLine {
  say(text: string): void
  hear(take: (text: string) => void): () => void
}

interface Needs {
  readonly clock: Clock
  readonly sight: Sight
  /** Left out where there is one process. */
  readonly peopleLine?: PeopleLine | undefined
}

const word = z.strictObject({ process: z.uuid(), people: z.array(personHere).max(5_000) })

/** Who has logged in and has the twin open, and what they look at; told to nobody else. */
export const presence = subject({
  name: 'presence',
  open({ clock, sight, peopleLine }: Needs) {
    const presence = new Presence()
    const process = randomUUID()
    const now = (): number => steadyOf(clock)
    let io: Sockets | null = null
    let told = '[]'
    const say = (): void => peopleLine?.say(JSON.stringify({ process, people: presence.own() }))
    const tell = (): void => {
      const people = presence.all(now())
      const text = JSON.stringify(people)
      if (text === told) return
      told = text
      for (const audience of AUDIENCES)
        io?.to(roomOf(audience)).emit('people:here', seenBy(audience, people, sight))
      say()
    }
    return {
      sockets(viewers) {
        io = viewers
        viewers.on('connection', viewer => {
          const actor = actorOf(viewer)
          // A kiosk may be touched by anybody.
          if (actor.id === '' || actor.role === 'kiosk') return
          const audience = audienceOf(actor.role)
          void viewer.join(roomOf(audience))
          presence.sit(viewer.id, actor, null)
          viewer.emit('people:here', seenBy(audience, presence.all(now()), sight))
          viewer.on('people:look', at => {
            const read = lookedAt.nullable().safeParse(at)
            if (read.success) presence.sit(viewer.id, actor, read.data)
          })
          viewer.on('disconnect', () => presence.leave(viewer.id))
        })
        return undefined
      },
      health: () => ({ people: presence.own().length }),
      every: [
        [LOOK, tell],
        [SAY, say],
      ],
      begin: () =>
        peopleLine?.hear(text => {
          const read = word.safeParse(readJson(text))
          if (read.success && read.data.process !== process)
            presence.hear(read.data.process, read.data.people, now())
        }),
    }
  },
})

function roomOf(audience: Audience): string {
  return `people ${audience}`
}

/** People without what one may not see that they look at. */
function seenBy(audience: Audience, people: readonly PersonHere[], sight: Sight): PersonHere[] {
  return people.map(person => {
    const [type, id = ''] = person.at?.split(/:(.*)/s) ?? []
    return type === 'asset' && sight.assetIndex(audience, id) < 0 ? { ...person, at: null } : person
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
