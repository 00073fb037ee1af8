import type { FastifyInstance, FastifyReply } from 'fastify'
import { actorOf } from '../security/visitor.ts'
import type { AlarmDoors } from './alarmApi.ts'
import { publicRules } from './publicRules.ts'
import { isRuleBook, openRuleBook } from './RuleBook.ts'
import type { RuleVersion } from './Rules.ts'
import { LONGEST_RULES, readRulesOrder } from './readOverrides.ts'
import { simulatedOrder } from './SimulatedAlarms.ts'

/** The rules by HTTP: the present or an old version, the rule of one point, and a new version by an engineer. */
export function addRulesApi(app: FastifyInstance, { plane, points, sight, record }: AlarmDoors): void {
  const { alarms, assets, rules, simulated, unfit } = plane
  let writing = false

  app.get<{ Querystring: { version?: string; asset?: string; point?: string } }>(
    '/api/alarms/rules',
    { config: { door: 'staff' } },
    async (request, reply) => {
      const { version, asset, point } = request.query
      if (asset !== undefined || point !== undefined) {
        const found = points.find(asset ?? '', point ?? '')
        if (found < 0) return reply.code(404).send({ error: 'no such point; give asset and point' })
        return { version: rules.current.version, rule: alarms.book.byPoint[found]!.rule }
      }
      const wanted = await versionOf(version, reply)
      return wanted && { ...wanted, versions: await rules.list(), unfit }
    },
  )

  app.get<{ Querystring: { version?: string } }>(
    '/api/alarms/limits',
    { config: { door: 'everyone' } },
    async (request, reply) => {
      const wanted = await versionOf(request.query.version, reply)
      return wanted && publicRules(wanted, await rules.list(), sight)
    },
  )

  app.get('/api/alarms/simulated', { config: { door: 'staff' } }, () => ({
    setting: simulated.setting,
    realKinds: simulated.kinds,
  }))

  app.put('/api/alarms/simulated', { config: { door: 'alarm:rules' } }, async (request, reply) => {
    const order = simulatedOrder.safeParse(request.body)
    if (!order.success)
      return reply
        .code(400)
        .send({ error: 'the body must be {"setting": "auto" | "shown" | "hidden", "reason": why}' })
    const { setting, reason } = order.data
    const before = simulated.setting
    await record(request, { what: 'alarm:simulated', target: 'setting', before, after: setting, reason })
    try {
      await simulated.write(setting, actorOf(request), reason)
    } catch {
      return reply
        .code(503)
        .send({ error: 'the database did not take the setting; it is as before, try again when it is back' })
    }
    alarms.withdraw(asset => !simulated.counts(asset))
    alarms.use(alarms.book)
    return { setting, realKinds: simulated.kinds }
  })

  app.put(
    '/api/alarms/rules',
    { config: { door: 'alarm:rules' }, bodyLimit: LONGEST_RULES },
    async (request, reply) => {
      const actor = actorOf(request)
      const order = readRulesOrder(request.body)
      if ('fault' in order) return reply.code(400).send({ error: order.fault })
      const book = openRuleBook(points, assets, order.overrides)
      if (!isRuleBook(book)) return reply.code(400).send({ error: book.fault })
      const { version } = rules.current
      if (writing || order.base !== version)
        return reply.code(409).send({
          error: `the rules are at version ${version} by now; look at it and send your change again`,
        })
      writing = true
      try {
        const { overrides, reason, base } = order
        const target = `version ${base + 1}`
        await record(request, {
          what: 'alarm:rules',
          target,
          before: rules.current.overrides,
          after: overrides,
          reason,
        })
        const written = await rules.write(overrides, actor, reason, base).catch(() => null)
        if (!written)
          return reply.code(503).send({
            error: 'the database did not take the rules; they are as before, try again when it is back',
          })
        alarms.use(book)
        return written
      } finally {
        writing = false
      }
    },
  )

  /** The version asked for; null when the answer already says why there is none. */
  async function versionOf(version: string | undefined, reply: FastifyReply): Promise<RuleVersion | null> {
    if (version === undefined) return rules.current
    if (!/^\d{1,9}$/.test(version))
      void reply.code(400).send({ error: 'version must be a whole number from 0' })
    else {
      const wanted = await rules.read(Number(version))
      if (wanted) return wanted
      void reply.code(404).send({ error: `there is no version ${version} of the rules` })
    }
    return null
  }
}
