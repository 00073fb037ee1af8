import type { FastifyInstance } from 'fastify'
import { type Actor, VIEWER } from '../../models/account.ts'
import { isRight, may, type Right } from '../../models/role.ts'
import { audienceOf } from '../../models/visibility.ts'

/**
 * Who may use a door. `files`: everyone, who all get the same bytes, so that caches may keep them. `everyone`: all may
 * ask, and what leaves is chosen by who asks. `self`: who has logged in, before a second factor that must be set up
 * even; not a kiosk, which anybody may touch. `staff`: who sees restricted points. `device`: who shows a device's key.
 * `owner`: the process that owns the twin judges. Else a right.
 */
export type Door = 'files' | 'everyone' | 'self' | 'staff' | 'device' | 'owner' | Right

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use it; a route without one keeps the server from starting. */
    door?: Door
  }
}

/** A door of a running server, as its router has it. */
export interface OpenDoor {
  readonly method: string
  /** Pattern of the address: `/api/assets/:id`. */
  readonly url: string
  readonly door: Door
}

/** Why somebody may not use a door. */
export interface Refused {
  readonly status: 401 | 403
  readonly error: string
}

const doors = new WeakMap<FastifyInstance, OpenDoor[]>()

/** From now on every route of this server must say who may use it: `config: { door: … }`. Throws at one that does not. */
export function keepDoors(app: FastifyInstance): void {
  const all: OpenDoor[] = []
  doors.set(app, all)
  app.addHook('onRoute', ({ method, url, config }) => {
    const door = config?.door
    if (door === undefined)
      throw new Error(
        `${method} ${url} does not say who may use it; give its route config: { door: 'everyone', 'staff', a right … } (server/net/door.ts)`,
      )
    for (const each of [method].flat()) all.push({ method: each, url, door })
  })
}

/** All doors of a server. */
export function doorsOf(app: FastifyInstance): readonly OpenDoor[] {
  return doors.get(app) ?? []
}

/** Why this person may not use a door, or null. A door that says nothing is shut. */
export function judge(door: Door | undefined, { id, role }: Actor): Refused | null {
  if (door === undefined) return { status: 403, error: 'this door is shut: nobody was given the use of it' }
  if (door === 'self') {
    if (id === VIEWER.id) return { status: 401, error: 'log in first: this is for who has an account' }
    return role === 'kiosk' ? { status: 403, error: 'a kiosk has no second factor' } : null
  }
  if (door === 'staff') {
    if (audienceOf(role) === 'staff') return null
    return { status: 403, error: 'this is for the staff; log in first' }
  }
  if (!isRight(door) || may(role, door)) return null
  return role === VIEWER.role
    ? { status: 401, error: `log in first: this needs ${door}` }
    : { status: 403, error: `the role ${role} may not do this: it needs ${door}` }
}
