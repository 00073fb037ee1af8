/** `npm run mapping -- try FILE MESSAGE`: what a mapping makes of a recorded message, before it is in force. */

import { readFileSync } from 'node:fs'
import { readCommandLine } from '../../../geodata/commandLine.ts'
import { readSite } from '../../../geodata/read/site.ts'
import { numberPoints } from '../../../models/points.ts'
import { table } from '../../accounts/runCommand.ts'
import { standWorld, tellBuild } from '../../standWorld.ts'
import { readMapping } from './MappingTable.ts'
import { type Recorded, tryMapping } from './tryMapping.ts'

const HELP = `npm run mapping -- try FILE MESSAGE [--topic TOPIC] [--site FILE]
  FILE      the mapping file
  MESSAGE   a file that holds the payload of an MQTT message (with --topic), or
            {"topic", "payload"}, {"entity"}, {"datastream", "result"} or {"node", "value"} as JSON`

const { values, positionals } = readCommandLine(HELP, { topic: { type: 'string' }, site: { type: 'string' } })
const [verb, file, message] = positionals
if (verb !== 'try' || !file || !message) {
  console.error(HELP)
  process.exit(2)
}
try {
  const site = values.site ? readSite(values.site) : (await standWorld(tellBuild)).site
  const points = numberPoints(site.assets)
  const mapping = readMapping(file, readFileSync(file, 'utf8'), points)
  const tried = tryMapping(mapping, points, recorded(readFileSync(message, 'utf8'), values.topic))
  const rows = tried.map(({ from, asset, point, part, value, unit, at, refused }) => [
    from,
    asset === undefined ? '–' : `${asset}/${point}${part ? `/${part}` : ''}`,
    value === undefined ? '–' : `${value} ${unit}`,
    at ?? '–',
    refused ?? 'taken',
  ])
  console.log(table([['from', 'to', 'value', 'at', 'outcome'], ...rows]))
  process.exit(tried.some(({ refused }) => refused === undefined) ? 0 : 1)
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}

function recorded(text: string, topic: string | undefined): Recorded {
  let body: unknown = text.trim()
  try {
    body = JSON.parse(text)
  } catch {
    // A payload may be a bare text such as ON.
  }
  return topic === undefined ? (body as Recorded) : { topic, payload: body }
}
