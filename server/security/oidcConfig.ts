import { z } from 'zod'
import { ACCOUNT_ROLES, type Role } from '../../models/role.ts'

/** Single sign-on by OpenID Connect, checked. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Name of the claim whose values give the role, or a path of dots: `roles`, `groups`, `realm_access.roles`. */
  readonly roleClaim: string
  /** Role by value of that claim. */
  readonly roles: Readonly<Record<string, Role>>
  /** What the button says. */
  readonly label: string
}

const REQUIRED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'] as const

const schema = z.object({
  OIDC_ISSUER: z
    .string()
    .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])\S+$/, 'must be an https address'),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(1),
  OIDC_ROLES: z
    .string()
    .regex(/^[^=,]+=[a-z]+(,[^=,]+=[a-z]+)*$/, 'must look like twin-operators=operator,twin-admins=admin'),
  OIDC_ROLE_CLAIM: z.string().min(1).default('roles'),
  OIDC_LABEL: z.string().min(1).max(60).default('OpenID Connect'),
})

/** The settings OIDC_*; null when none is given. Throws an Error of one line that names the setting and its remedy. */
export function readOidc(env: Readonly<Record<string, string | undefined>>): OidcConfig | null {
  const given = Object.fromEntries(Object.keys(schema.shape).map(name => [name, env[name] || undefined]))
  if (REQUIRED.every(name => given[name] === undefined)) return null
  const { data, error } = schema.safeParse(given)
  if (!data) {
    const [issue] = error.issues
    throw new Error(
      `${String(issue?.path[0])}: ${issue?.message}; single sign-on needs ${REQUIRED.join(', ')}`,
    )
  }
  const roles = data.OIDC_ROLES.split(',').map(pair => pair.split('=') as [value: string, role: Role])
  for (const [value, role] of roles)
    if (!(ACCOUNT_ROLES as readonly Role[]).includes(role))
      throw new Error(`OIDC_ROLES: ${value}=${role} is no role; known are ${ACCOUNT_ROLES.join(', ')}`)
  return {
    issuer: data.OIDC_ISSUER.replace(/\/$/, ''),
    clientId: data.OIDC_CLIENT_ID,
    clientSecret: data.OIDC_CLIENT_SECRET,
    roleClaim: data.OIDC_ROLE_CLAIM,
    roles: Object.fromEntries(roles),
    label: data.OIDC_LABEL,
  }
}
