import type { FastifyInstance } from 'fastify'
import type { Actor } from '../models/account.ts'
import type { Reply } from '../models/wire.ts'
import type { Meter } from './net/Meter.ts'
import type { Sockets } from './net/sockets.ts'
import type { Migrations } from './store/Store.ts'

/** Ends what was begun. */
export type Stop = () => void | Promise<void>

/** Carries an order of a person out; resolves when it is durable or refused. */
export type TakeOrder = (order: unknown, actor: Actor) => Promise<Reply<unknown>>

/** A subject that is open. First its doors are added, then it begins; it stops and closes after those listed behind it. */
export interface Opened<Gives extends object> {
  /** What subjects behind it in the list may name. */
  readonly gives?: Gives
  /** Add its HTTP doors. */
  readonly routes?: (app: FastifyInstance) => void | Promise<void>
  /** Listen to viewers, and speak to them from now on. */
  readonly sockets?: (io: Sockets) => Stop | undefined
  /** Orders by name that people may give at a gateway, too. */
  readonly orders?: Readonly<Record<string, TakeOrder>>
  readonly metrics?: (meter: Meter) => void
  /** Its lines of /api/health. */
  readonly health?: () => object
  /** What is wrong, by part, each a sentence; null where all is well. */
  readonly faults?: () => Readonly<Record<string, string | null>>
  /** One step of the present; the steps of all subjects follow each other in the order of the list. */
  readonly tick?: () => void
  /** Work by the clock: milliseconds between two times, and what is done. */
  readonly every?: readonly (readonly [number, () => void])[]
  /** Start what goes on by itself. */
  readonly begin?: () => Stop | undefined | Promise<Stop | undefined>
  /** Called after the last line was shut. */
  readonly close?: () => void | Promise<void>
}

/**
 * A part of the server: it owns a folder, its tables and its doors. `Needs` names all it gets: what the process stands on
 * and what the subjects before it give.
 */
export interface Subject<Needs extends object, Gives extends object> {
  readonly name: string
  readonly tables?: Migrations
  readonly open: (needs: Needs) => Opened<Gives> | Promise<Opened<Gives>>
}

/** A subject as it is written, its types inferred. */
export function subject<Needs extends object, Gives extends object>(
  each: Subject<Needs, Gives>,
): Subject<Needs, Gives> {
  return each
}
