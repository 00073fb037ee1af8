import type { FastifyInstance } from 'fastify'
import { addAccountApi } from './accountApi.ts'
import { addSecurity, type Security } from './security.ts'
import { addAdminApi } from './securityAdmin.ts'
import { addSetupPage } from './securitySetup.ts'

/** The checks before all doors that are added afterwards, and the doors for people themselves. */
export async function addPeopleDoors(app: FastifyInstance, security: Security): Promise<void> {
  const { people, reach } = security
  await addSecurity(app, security)
  const doors = { people, reach, oidc: null }
  addAccountApi(app, doors)
  addAdminApi(app, people)
  addSetupPage(app, doors)
}
