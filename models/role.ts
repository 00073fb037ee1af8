/** Who somebody is to the twin, from the public to the one who runs it. A viewer has not logged in. */
export const ROLES = ['viewer', 'kiosk', 'operator', 'planner', 'engineer', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Roles that an account can have. */
export const ACCOUNT_ROLES = ROLES.filter(role => role !== 'viewer')

/**
 * Who may do what: one row a right, and nobody has a right that is not listed here. A right on the socket is named
 * after its order: an order whose event is a right is refused to the others before it is read.
 */
const RIGHTS = {
  'alarm:acknowledge': ['operator', 'engineer', 'admin'],
  'alarm:reset': ['operator', 'engineer', 'admin'],
  'alarm:shelve': ['operator', 'engineer', 'admin'],
  'alarm:unshelve': ['operator', 'engineer', 'admin'],
  'alarm:suppress': ['engineer', 'admin'],
  'alarm:unsuppress': ['engineer', 'admin'],
  'alarm:outOfService': ['engineer', 'admin'],
  'alarm:returnToService': ['engineer', 'admin'],
  'alarm:rules': ['engineer', 'admin'],
  'mapping:edit': ['engineer', 'admin'],
  'incident:export': ['operator', 'planner', 'engineer', 'admin'],
  'plan:edit': ['planner', 'admin'],
  'view:keep': ['operator', 'planner', 'engineer', 'admin'],
  'note:write': ['operator', 'planner', 'engineer', 'admin'],
  'record:publish': ['planner', 'engineer', 'admin'],
  'record:moderate': ['admin'],
  'points:restricted': ['operator', 'engineer', 'admin'],
  'password:change': ['operator', 'planner', 'engineer', 'admin'],
  'account:manage': ['admin'],
  'device:manage': ['engineer', 'admin'],
  'asset:giveBack': ['engineer', 'admin'],
  'audit:read': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** Something that may be allowed to a role. */
export type Right = keyof typeof RIGHTS

/** True when this role has this right. */
export function may(role: Role, right: Right): boolean {
  return (RIGHTS[right] as readonly Role[]).includes(role)
}

/** All rights of a role, in the order of the table. */
export function rightsOf(role: Role): Right[] {
  return (Object.keys(RIGHTS) as Right[]).filter(right => may(role, right))
}

/** Roles that have a right. */
export function rolesWith(right: Right): readonly Role[] {
  return RIGHTS[right]
}

/** True for the name of a right. */
export function isRight(name: unknown): name is Right {
  return typeof name === 'string' && Object.hasOwn(RIGHTS, name)
}

/** True for the name of a role. */
export function isRole(name: unknown): name is Role {
  return (ROLES as readonly unknown[]).includes(name)
}
