import type { Role } from '../../models/role.ts'

/** Milliseconds after which a session ends: without an order or a request, and in any case. */
export interface SessionLife {
  readonly idle: number
  readonly most: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A shift and a half for people; a kiosk stays logged in for a season, an admin for a working day at most. */
const LIVES: Readonly<Record<Role, SessionLife>> = {
  viewer: { idle: 0, most: 0 },
  kiosk: { idle: 30 * DAY, most: 120 * DAY },
  operator: { idle: 12 * HOUR, most: 24 * HOUR },
  planner: { idle: 12 * HOUR, most: 7 * DAY },
  engineer: { idle: 4 * HOUR, most: 24 * HOUR },
  admin: { idle: HOUR, most: 12 * HOUR },
}

/** The longest that a session of any role can last. */
export const LONGEST_SESSION = Math.max(...Object.values(LIVES).map(({ most }) => most))

/** How long a session of a role lasts. */
export function sessionLife(role: Role): SessionLife {
  return LIVES[role]
}
