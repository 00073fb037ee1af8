import type { FastifyInstance } from 'fastify'
import type { Site } from '../../models/site.ts'
import type { Clock } from '../clock.ts'
import { subject } from '../subject.ts'
import { Doorway } from './Doorway.ts'
import { BEAT, type Heartbeat } from './Heartbeat.ts'
import { type Doors, openSockets, silence } from './sockets.ts'
import { meterViewers } from './viewerMetrics.ts'

interface Needs extends Omit<Doors, 'doorway' | 'version'> {
  readonly site: Site
  readonly app: FastifyInstance
  readonly clock: Clock
  readonly heartbeat: Heartbeat
}

/** The sockets of viewers: what they watch, and the sign that the line is alive. */
export const viewers = subject({
  name: 'viewers',
  open(needs: Needs) {
    const { app, site, clock, frames, backlog, heartbeat } = needs
    const doorway = new Doorway()
    const doors: Doors = { ...needs, version: site.version, doorway }
    const io = openSockets(app.server, doors)
    heartbeat.begin(io)
    return {
      gives: { io, doors, doorway },
      metrics: meter => meterViewers(meter, { io, backlog, doorway }),
      health: () => ({ viewers: io.engine.clientsCount }),
      every: [[BEAT, () => heartbeat.beat(io, clock.now(), { epoch: frames.epoch, ...silence(doors) })]],
    }
  },
})
