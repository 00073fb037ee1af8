/** `npm run device`: credentials of devices from the command line. */

import { DEVICE_DOORS, type DeviceDoor, deviceName, isScope } from '../../models/device.ts'
import { Misuse, runCommand, table } from '../accounts/runCommand.ts'
import { systemClock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import { Devices } from './Devices.ts'
import { DEVICE_RATE } from './deviceRate.ts'
import type { DeviceTables } from './deviceTables.ts'

const HELP = `npm run device -- add NAME --scope 'air-*' [--scope ID …] [--door mqtt|http …] [--rate ${DEVICE_RATE.usual}]
                  list
                  revoke NAME
A scope is an asset id or its beginning followed by *. A running server follows within seconds.
--data DIR or --database URL as for npm start.`

await runCommand(
  HELP,
  {
    scope: { type: 'string', multiple: true },
    door: { type: 'string', multiple: true },
    rate: { type: 'string' },
  },
  async ({ store, people, actor, words, values }) => {
    const devices = new Devices(store as unknown as Store<DeviceTables>, systemClock)
    const [verb, given] = words
    const record = (what: string, after?: unknown) =>
      people.audit.record({ actor, from: '', what, target: String(given), after, reason: 'command line' })
    if (verb === 'list') return list(devices)
    if (verb === 'revoke') {
      if (!(await devices.list()).some(({ name, revoked }) => name === given && revoked === null))
        throw new Misuse(`no device ${given} that may send; npm run device -- list shows them`)
      await record('device:revoke')
      await devices.revoke(String(given))
      return console.log(`${given} may no longer send`)
    }
    const name = deviceName(given)
    if (verb !== 'add' || !name) throw new Misuse(HELP)
    const scopes = [values.scope ?? []].flat().map(String)
    if (scopes.length === 0 || scopes.length > 100 || !scopes.every(isScope))
      throw new Misuse(`--scope must be an asset id, or its beginning followed by *\n${HELP}`)
    const doors = doorsOf([values.door ?? [...DEVICE_DOORS]].flat())
    const rate = rateOf(values.rate)
    if ((await devices.list()).some(device => device.name === name))
      throw new Misuse(`the name ${name} is taken, by a revoked device perhaps; choose another`)
    await record('device:add', { scopes, doors, rate })
    const added = await devices.add(name, scopes, doors, rate)
    if (!added) throw new Misuse(`the name ${name} is taken`)
    console.log(`${name} may send ${scopes.join(', ')}; its key, shown once:\n${added.key}`)
  },
)

async function list(devices: Devices): Promise<void> {
  const rows = (await devices.list()).map(({ name, scopes, doors, rate, created, revoked }) => [
    name,
    scopes.join(' '),
    doors.join(' '),
    `${rate}/s`,
    new Date(created).toISOString().slice(0, 10),
    revoked === null ? 'open' : `revoked ${new Date(revoked).toISOString().slice(0, 10)}`,
  ])
  console.log(table([['name', 'scopes', 'doors', 'rate', 'since', 'state'], ...rows]))
}

function doorsOf(given: readonly unknown[]): DeviceDoor[] {
  const doors = DEVICE_DOORS.filter(door => given.includes(door))
  if (doors.length !== new Set(given).size) throw new Misuse(`--door must be ${DEVICE_DOORS.join(' or ')}`)
  return doors
}

function rateOf(given: unknown): number {
  const rate = given === undefined ? DEVICE_RATE.usual : Number(given)
  if (!Number.isInteger(rate) || rate < 1 || rate > DEVICE_RATE.most)
    throw new Misuse(`--rate must be from 1 to ${DEVICE_RATE.most} samples a second`)
  return rate
}
