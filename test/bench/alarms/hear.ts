/** `npx tsx test/bench/alarms/hear.ts [seconds]`: samples a second that detection hears on one core, and the garbage it makes; with 1 % of the points in alarm and without. */
import { numberPoints } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { systemClock } from '../../../server/clock.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { looseAlarms } from '../../server/alarms/looseAlarms.ts'
import { asset } from '../../server/fixture.ts'

const seconds = Number(process.argv[2] ?? 3)
const assets = Array.from({ length: 5_000 }, (_, k) => asset('gasSensor', { id: `gas-${k}` }))
const points = numberPoints(assets)
/** Percent of the points whose value stands above its limit, and percent that cross it with every round. */
const loads = [
  ['nothing in alarm', 0, 0],
  ['1 % of the points in alarm', 0.01, 0],
  ['1 % in alarm, 0.1 % raised or cleared each round', 0.01, 0.001],
] as const

console.log(`${points.count.toLocaleString('en')} points, ${seconds} s each\n`)
console.log('| load | samples a core-second | kB of garbage a million samples | rows journalled |')
console.log('|---|--:|--:|--:|')
for (const [what, standing, moving] of loads) {
  const twin = new Twin(points)
  const alarms = looseAlarms(twin, assets, systemClock)
  let round = 0
  const sweep = () => {
    round++
    const at = Date.now()
    for (let point = 0; point < points.count; point++) {
      const phase = (point * 0.618_033_988_75) % 1
      const high = phase < standing || (phase < standing + moving && round % 2 === 0)
      twin.apply(point, high ? 50 : 1, at, QUALITY.good)
    }
  }
  for (let k = 0; k < 50; k++) sweep()
  const before = process.memoryUsage().heapUsed
  const cpu = process.cpuUsage()
  let samples = 0
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; ) {
    sweep()
    samples += points.count
    if (round % 50 === 0) {
      alarms.tick()
      alarms.news.take()
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const { user, system } = process.cpuUsage(cpu)
  const garbage = Math.max(0, process.memoryUsage().heapUsed - before) / 1024
  const speed = samples / ((user + system) / 1e6)
  console.log(
    `| ${what} | ${Math.round(speed).toLocaleString('en')} | ${Math.round(garbage / (samples / 1e6)).toLocaleString('en')} | ${alarms.journal.number.toLocaleString('en')} |`,
  )
}
