import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DEVICE_DOORS, deviceName, isScope } from '../../models/device.ts'
import { optionalText } from '../../models/text.ts'
import type { RecordRequest } from '../audit/record.ts'
import type { DeviceGate } from './DeviceGate.ts'
import type { Devices } from './Devices.ts'
import { DEVICE_RATE } from './deviceRate.ts'

const fresh = z.strictObject({
  name: z.string().max(80),
  scopes: z.array(z.string().refine(isScope)).min(1).max(100),
  doors: z
    .array(z.enum(DEVICE_DOORS))
    .min(1)
    .default([...DEVICE_DOORS]),
  rate: z.number().int().min(1).max(DEVICE_RATE.most).default(DEVICE_RATE.usual),
  reason: optionalText(500),
})

/** Credentials of devices for engineers: GET and POST /api/devices, DELETE /api/devices/:name. What they change counts at the gate before they answer. */
export function addDeviceApi(
  app: FastifyInstance,
  record: RecordRequest,
  devices: Devices,
  gate: Pick<DeviceGate, 'look'>,
): void {
  const manage = { config: { door: 'device:manage' } } as const

  app.get('/api/devices', manage, async () => ({ devices: await devices.list() }))

  app.post('/api/devices', manage, async (request, reply) => {
    const body = fresh.safeParse(request.body)
    const name = deviceName(body.data?.name)
    if (!body.success || !name)
      return reply.code(400).send({
        error:
          'the body must be {"name", "scopes": ["air-*", …], "doors"?: ["mqtt", "http"], "rate"?, "reason"?}; a name is a-z, 0-9, . _ -',
      })
    const { scopes, doors, rate, reason } = body.data
    const taken = { error: `the name ${name} is taken, by a revoked device perhaps; choose another` }
    if ((await devices.list()).some(device => device.name === name)) return reply.code(409).send(taken)
    await record(request, {
      what: 'device:add',
      target: name,
      after: { scopes, doors, rate },
      reason,
    })
    const added = await devices.add(name, scopes, doors, rate)
    await gate.look()
    return added ? reply.code(201).send({ ...added.device, key: added.key }) : reply.code(409).send(taken)
  })

  app.delete<{ Params: { name: string } }>('/api/devices/:name', manage, async (request, reply) => {
    const { name } = request.params
    const known = (await devices.list()).find(device => device.name === name)
    if (!known || known.revoked !== null)
      return reply.code(404).send({ error: 'no such device that may send; GET /api/devices lists them' })
    await record(request, { what: 'device:revoke', target: name })
    await devices.revoke(name)
    await gate.look()
    return reply.code(204).send()
  })
}
