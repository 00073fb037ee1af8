import type { MappingTable } from '../mapping/MappingTable.ts'

/** The id under which a context broker keeps our subscription. */
export const SUBSCRIPTION_ID = 'urn:ngsi-ld:Subscription:changwon-twin'

/** Which entities of a subscription: by id, or by a pattern of ids. */
interface Selector {
  readonly type: string
  readonly id?: string
  readonly idPattern?: string
}

/** The subscription that brings the entities of a mapping to our door (ETSI GS CIM 009 1.8.1, 5.2.12). Throws an Error when the mapping names none. */
export function subscriptionOf({ ngsi, ngsiWild }: MappingTable, notify: string, key: string): object {
  const entities = new Map<string, Selector>()
  const attributes = new Set<string>()
  for (const name of ngsi.keys()) {
    const space = name.indexOf(' ')
    const id = name.slice(0, space)
    attributes.add(name.slice(space + 1))
    entities.set(id, { type: typeOf(id), id })
  }
  for (const { beginning, attribute } of ngsiWild) {
    attributes.add(attribute)
    const idPattern = `^${beginning.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}.*`
    entities.set(idPattern, { type: typeOf(beginning), idPattern })
  }
  if (entities.size === 0) throw new Error('the mapping names no entities; add lines with "ngsi" to it')
  return {
    id: SUBSCRIPTION_ID,
    type: 'Subscription',
    entities: [...entities.values()],
    watchedAttributes: [...attributes],
    notification: {
      attributes: [...attributes],
      format: 'normalized',
      endpoint: {
        uri: notify,
        accept: 'application/json',
        receiverInfo: [{ key: 'Authorization', value: `Bearer ${key}` }],
      },
    },
  }
}

/** What a context broker of many cities asks for besides: whose data it is about, and who asks. */
export interface BrokerAccess {
  readonly tenant?: string | undefined
  readonly token?: string | undefined
}

/** Ask a context broker for notifications, in place of what was asked before. Rejects with a sentence when it does not take it. */
export async function subscribe(
  broker: string,
  subscription: object,
  access: BrokerAccess = {},
): Promise<void> {
  const root = `${broker.replace(/\/+$/, '')}/ngsi-ld/v1/subscriptions`
  const made = await send('POST', root, access, subscription)
  if (made.status === 201) return
  if (made.status !== 409) throw await refusal(made)
  const { id: _, ...rest } = subscription as { id: string }
  const changed = await send('PATCH', `${root}/${encodeURIComponent(SUBSCRIPTION_ID)}`, access, rest)
  if (!changed.ok) throw await refusal(changed)
}

/** Ask a context broker for no more notifications; none is fine, too. */
export async function unsubscribe(broker: string, access: BrokerAccess = {}): Promise<void> {
  const root = `${broker.replace(/\/+$/, '')}/ngsi-ld/v1/subscriptions`
  const gone = await send('DELETE', `${root}/${encodeURIComponent(SUBSCRIPTION_ID)}`, access)
  if (!gone.ok && gone.status !== 404) throw await refusal(gone)
}

/** Milliseconds a broker may take to answer. */
const PATIENCE = 10_000

function send(
  method: string,
  url: string,
  { tenant, token }: BrokerAccess,
  body?: object,
): Promise<Response> {
  return fetch(url, {
    method,
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      ...(tenant && { 'NGSILD-Tenant': tenant }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

async function refusal(answer: Response): Promise<Error> {
  return new Error(`the context broker answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
}

/** The type in a URN such as urn:ngsi-ld:ParkingSpot:lot-a:3. */
function typeOf(id: string): string {
  return /^urn:ngsi-ld:([^:]+):/.exec(id)?.[1] ?? '*'
}
