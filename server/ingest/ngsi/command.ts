/** `npm run ngsi`: what a context broker is asked to send to the twin. */

import { readFileSync } from 'node:fs'
import { readCommandLine } from '../../../geodata/commandLine.ts'
import { readSite } from '../../../geodata/read/site.ts'
import { numberPoints } from '../../../models/points.ts'
import { standWorld, tellBuild } from '../../standWorld.ts'
import { readMapping } from '../mapping/MappingTable.ts'
import { subscribe, subscriptionOf, unsubscribe } from './subscription.ts'

const HELP = `npm run ngsi -- subscribe BROKER --mapping FILE --notify URL --key KEY [--site FILE]
                unsubscribe BROKER
  BROKER    http://orion:1026, where /ngsi-ld/v1/subscriptions is
  --notify  http://twin.example/ngsi-ld/v1/notifications, as the broker reaches it
  --tenant  of a broker of many (NGSILD-Tenant), and --token that it asks for (Authorization: Bearer)
  --key     of a device (npm run device -- add NAME --door http), which the broker shows with each notification`

const { values, positionals } = readCommandLine(HELP, {
  mapping: { type: 'string' },
  notify: { type: 'string' },
  key: { type: 'string' },
  site: { type: 'string' },
  tenant: { type: 'string' },
  token: { type: 'string' },
})
const [verb, broker] = positionals
const { mapping, notify, key, site, tenant, token } = values
try {
  if (verb === 'unsubscribe' && broker) {
    await unsubscribe(broker, { tenant, token })
    console.log(`${broker} sends no more`)
  } else if (verb === 'subscribe' && broker && mapping && notify && key) {
    const { assets } = site ? readSite(site) : (await standWorld(tellBuild)).site
    const table = readMapping(mapping, readFileSync(mapping, 'utf8'), numberPoints(assets))
    await subscribe(broker, subscriptionOf(table, notify, key), { tenant, token })
    console.log(`${broker} sends what changes to ${notify}`)
  } else {
    console.error(HELP)
    process.exitCode = 2
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
