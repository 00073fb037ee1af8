/** `npx tsx test/bench/laws/pvYear.ts`: a year of hourly PV for 1,000 arrays on one core, beside the plain call of the chain. */
import { linkeTurbidity, type PvArray, pvState, skyLight } from '../../../models/laws/pvChain.ts'
import { fleetEnergy, type SkyStep, skySeries } from '../../../models/laws/pvFleet.ts'
import { sunAt } from '../../../models/laws/sun.ts'

const PLACE = [128.66, 35.21] as const
const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1) - 9 * HOUR
const STEPS = 8760
const ARRAYS = 1000
/** Arrays the plain call is timed for; all thousand would take minutes. */
const PLAIN = 20
const GOAL = 2

const weather = (i: number) => ({
  air:
    14 -
    11 * Math.cos((2 * Math.PI * (i / 24 - 15)) / 365) +
    4 * Math.sin((2 * Math.PI * ((i % 24) - 9)) / 24),
  wind: 2 + Math.sin(i / 7),
  oktas: 4 + 4 * Math.sin(i / 31),
  linke: linkeTurbidity(1 + Math.floor(i / 730)),
})
const arrays: PvArray[] = Array.from({ length: ARRAYS }, (_, k) => ({
  tilt: 5 + (k % 30),
  azimuth: 90 + ((k * 37) % 181),
  rated: 20 + ((k * 13) % 500),
}))

const [fleetSeconds, fleet] = timed(() => {
  const steps: SkyStep[] = Array.from({ length: STEPS }, (_, i) => {
    const at = START + (i + 0.5) * HOUR
    const sun = sunAt(at, PLACE)
    const { air, wind, oktas, linke } = weather(i)
    return { at, sun, light: skyLight(at, sun, oktas, linke), air, wind }
  })
  return fleetEnergy(skySeries(steps), arrays)
})
const [plainSeconds, plain] = timed(() =>
  arrays.slice(0, PLAIN).map(array => {
    let energy = 0
    for (let i = 0; i < STEPS; i++)
      energy += pvState(START + (i + 0.5) * HOUR, PLACE, array, weather(i)).power
    return energy
  }),
)

const worst = Math.max(...plain.map((energy, k) => Math.abs(fleet[k]! / energy - 1)))
const ratio = (plainSeconds * ARRAYS) / PLAIN / fleetSeconds
console.log(
  `fleet   ${ARRAYS} arrays × ${STEPS} hours in ${fleetSeconds.toFixed(3)} s, sun and sky included (goal ${GOAL} s)`,
)
console.log(
  `plain   ${PLAIN} arrays in ${plainSeconds.toFixed(3)} s, so ${((plainSeconds * ARRAYS) / PLAIN).toFixed(1)} s for all`,
)
console.log(
  `ratio   ${ratio.toFixed(0)} times faster; energies differ by ${(100 * worst).toExponential(1)} % at most`,
)
console.log(
  `yield   ${(fleet.reduce((sum, e) => sum + e, 0) / arrays.reduce((sum, a) => sum + a.rated, 0)).toFixed(0)} kWh/kWp`,
)
if (!(worst < 1e-9)) fail('the fleet does not give what the chain gives')
if (fleetSeconds > GOAL) fail(`slower than ${GOAL} s`)

/** Best of three runs in seconds, and the answer of the last. */
function timed<T>(run: () => T): readonly [seconds: number, answer: T] {
  let best = Number.POSITIVE_INFINITY
  let answer!: T
  for (let i = 0; i < 3; i++) {
    const begin = performance.now()
    answer = run()
    best = Math.min(best, (performance.now() - begin) / 1000)
  }
  return [best, answer]
}

function fail(why: string): void {
  console.error(why)
  process.exitCode = 1
}
