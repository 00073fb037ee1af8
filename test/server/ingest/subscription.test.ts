import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { subscribe, subscriptionOf, unsubscribe } from '../../../server/ingest/ngsi/subscription.ts'
import { stand, tempFolder } from './stand.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A context broker that keeps subscriptions as ETSI GS CIM 009 says. */
async function broker() {
  const kept = new Map<string, Record<string, unknown>>()
  const asked: (string | string[] | undefined)[][] = []
  const server = createServer(async (request, response) => {
    const id = decodeURIComponent(request.url!.split('/')[4] ?? '')
    const body = await textOf(request)
    asked.push([request.method, request.headers['ngsild-tenant'], request.headers.authorization])
    const end = (status: number) => response.writeHead(status).end(status === 409 ? 'there already' : '')
    if (request.method === 'POST') {
      const subscription = JSON.parse(body)
      if (kept.has(subscription.id)) return end(409)
      kept.set(subscription.id, subscription)
      return end(201)
    }
    const known = kept.get(id)
    if (!known) return end(404)
    if (request.method === 'DELETE') kept.delete(id)
    else kept.set(id, { ...known, ...JSON.parse(body) })
    return end(204)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return { kept, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

test('a context broker is asked for the entities of the mapping, anew when it changes, and for no more', async () => {
  const folder = tempFolder()
  closing.push(folder.remove)
  const file = folder.path('map.json')
  const to = (point: string) => ({ asset: 'airstation', point })
  const points = [
    { from: { ngsi: { entity: 'urn:ngsi-ld:AirQualityObserved:a', attribute: 'PM25' } }, to: to('pm25') },
    {
      from: { ngsi: { entity: 'urn:ngsi-ld:AirQualityObserved:창원:*', attribute: 'PM10' } },
      to: to('pm10'),
    },
  ]
  writeFileSync(file, JSON.stringify({ version: 1, points }))
  const { table } = stand(file).mapping
  const { kept, url } = await broker()
  const notify = 'http://twin/ngsi-ld/v1/notifications'
  await subscribe(url, subscriptionOf(table, notify, 'first'))
  await subscribe(`${url}/`, subscriptionOf(table, notify, 'second'))
  expect([...kept.values()]).toEqual([
    {
      id: 'urn:ngsi-ld:Subscription:changwon-twin',
      type: 'Subscription',
      entities: [
        { type: 'AirQualityObserved', id: 'urn:ngsi-ld:AirQualityObserved:a' },
        { type: 'AirQualityObserved', idPattern: '^urn:ngsi-ld:AirQualityObserved:창원:.*' },
      ],
      watchedAttributes: ['PM25', 'PM10'],
      notification: {
        attributes: ['PM25', 'PM10'],
        format: 'normalized',
        endpoint: {
          uri: notify,
          accept: 'application/json',
          receiverInfo: [{ key: 'Authorization', value: 'Bearer second' }],
        },
      },
    },
  ])
  await unsubscribe(url)
  await unsubscribe(url)
  expect(kept.size).toBe(0)
  expect(() => subscriptionOf(stand().mapping.table, notify, 'x')).toThrow(/names no entities/)
})

test('a broker of many cities is told whose data it is about, and who asks', async () => {
  const { kept, asked, url } = await broker()
  const subscription = { id: 'urn:ngsi-ld:Subscription:changwon-twin', type: 'Subscription' }
  const access = { tenant: 'changwon', token: 'a-token' }
  for (let n = 0; n < 2; n++) await subscribe(url, subscription, access)
  await unsubscribe(url, access)
  expect(kept.size).toBe(0)
  expect(asked).toEqual(
    ['POST', 'POST', 'PATCH', 'DELETE'].map(method => [method, 'changwon', 'Bearer a-token']),
  )
})
