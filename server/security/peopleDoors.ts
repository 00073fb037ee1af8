import type { FastifyInstance } from 'fastify'
import { addAccountApi } from './accountApi.ts'
import { addAdminApi } from './adminApi.ts'
import { addFactorApi } from './factorApi.ts'
import { addSecurity, type Security } from './httpGuard.ts'
import type { Oidc } from './Oidc.ts'
import { addOidc, OIDC_PATHS } from './oidcApi.ts'
import { addOidcLeave } from './oidcLeave.ts'
import { addSecondApi } from './secondApi.ts'
import { addSetupApi } from './setupApi.ts'
import { addSetupPage } from './setupPage.ts'

/** The checks before all doors that are added afterwards, and the doors for people themselves. */
export async function addPeopleDoors(
  app: FastifyInstance,
  security: Security,
  oidc: Oidc | null = null,
): Promise<void> {
  const { people, reach } = security
  await addSecurity(app, security)
  const doors = {
    people,
    reach,
    oidc: oidc && { label: oidc.label, path: OIDC_PATHS.login },
    leave: async (session: string) => {
      const hint = oidc && (await people.provided.hintOf(session))
      return hint ? oidc.leaveBy(hint) : null
    },
  }
  addAccountApi(app, doors)
  addSecondApi(app, doors)
  addFactorApi(app, doors)
  addAdminApi(app, people)
  addSetupApi(app, doors)
  addSetupPage(app, doors)
  if (!oidc) return
  addOidc(app, doors, oidc)
  addOidcLeave(app, people, oidc)
}
