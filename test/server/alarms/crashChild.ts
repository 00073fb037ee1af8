/** A server's alarms on a file, that gives itself orders as fast as they are answered and tells each answer, until it is killed. */
import { writeSync } from 'node:fs'
import type { AlarmOrderName } from '../../../models/alarmOrder.ts'
import type { AlarmTables } from '../../../server/alarms/alarmTables.ts'
import { openAlarms } from '../../../server/alarms/openAlarms.ts'
import { systemClock } from '../../../server/clock.ts'
import { openStore } from '../../../server/store/openStore.ts'
import { crashPlant, orderNext } from './crashPlant.ts'
import { subjects } from './plant.ts'

const [file = '', seed = '1'] = process.argv.slice(2)
const store = await openStore<AlarmTables>(file, subjects)
const { twin, assets, random } = crashPlant(Number(seed))
const plane = await openAlarms(twin, assets, systemClock, store)
writeSync(1, 'ready\n')
for (;;) {
  const told = await orderNext(plane, twin, random)
  if (told) writeSync(1, `${told.number} ${told.name satisfies AlarmOrderName} ${told.alarm}\n`)
  if (random() < 0.2) plane.tick()
}
