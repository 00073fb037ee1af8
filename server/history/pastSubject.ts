import type { Doors } from '../net/sockets.ts'
import { subject } from '../subject.ts'
import type { VisitParts } from './PastVisit.ts'
import { openPast } from './pastSockets.ts'

interface Needs extends VisitParts {
  readonly doors: Doors
}

/** Viewers look at the past, each at an instant of their own. */
export const past = subject({
  name: 'past',
  open: ({ doors, history, sight, clock, past }: Needs) => ({
    sockets: io => openPast(io, doors, { history, sight, clock, past }),
  }),
})
