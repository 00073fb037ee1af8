import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Points } from '../../models/points.ts'
import type { RecordRequest } from '../audit/record.ts'
import type { Fed } from './Fed.ts'
import type { FedKeeper } from './keepFed.ts'

/** What the doors of the fed assets are handed. */
export interface FedDoors {
  readonly points: Points
  readonly fed: Fed
  readonly keeper: FedKeeper
  /** Writes the order into the audit, and refuses it by rejecting. */
  readonly record: RecordRequest
}

const order = z.strictObject({ reason: z.string().trim().min(1).max(500) })

/** `GET /api/fed`: the assets that devices feed; `DELETE /api/fed/:asset`: an engineer gives one back to the simulator. */
export function addFedApi(app: FastifyInstance, { points, fed, keeper, record }: FedDoors): void {
  app.get('/api/fed', { config: { door: 'staff' } }, () => ({
    assets: [...fed.list()].map(([asset, list]) => ({
      asset: points.assetIds[asset],
      points: list.map(({ point, since, source }) => ({
        point: points.name[point],
        part: points.part[point],
        since,
        source,
      })),
    })),
  }))

  app.delete<{ Params: { asset: string } }>(
    '/api/fed/:asset',
    { config: { door: 'asset:giveBack' } },
    async (request, reply) => {
      const id = request.params.asset
      const asset = points.assetIndex(id)
      if (asset < 0 || !fed.ownsAsset(asset))
        return reply
          .code(404)
          .send({ error: 'no device feeds this asset; GET /api/fed lists those that are fed' })
      const body = order.safeParse(request.body)
      if (!body.success)
        return reply
          .code(400)
          .send({ error: 'the body must be {"reason": why the simulator may speak for it again}' })
      const before = (fed.list().get(asset) ?? []).map(({ point }) => points.name[point])
      await record(request, { what: 'asset:giveBack', target: id, before, reason: body.data.reason })
      try {
        await keeper.giveBack(asset)
      } catch {
        return reply.code(503).send({
          error: 'the database did not take it; the asset stays with its devices, try again when it is back',
        })
      }
      return reply.code(204).send()
    },
  )
}
