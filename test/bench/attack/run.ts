/** `npm run bench -- attack [--minutes 20]`: the real program under attack, round after round; ends with 1 when anything was lost. */
import { readCommandLine } from '../../../geodata/commandLine.ts'
import { mulberry } from '../../server/alarms/crashPlant.ts'
import { Program } from '../../server/attack/Program.ts'
import { until } from '../../server/attack/rawLine.ts'
import { ATTACKS, type Outcome } from './attacks.ts'

const HELP = `npm run bench -- attack [--minutes 20]
Resets, floods, slow lines, fuzz and kills against the program as npm start runs it; SEED changes the chance.`
/** Milliseconds in which health must answer after an attack, and the lines of the attack must be gone. */
const ANSWER = 5_000
const GONE = 60_000

const { values } = readCommandLine(HELP, { minutes: { type: 'string', default: '20' } })
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error(`--minutes must be a number above 0, not ${values.minutes}`)
  process.exit(2)
}
const random = mulberry(Number(process.env.SEED ?? 1))
const tally = new Map(Object.keys(ATTACKS).map(name => [name, { rounds: 0, tried: 0, lost: [] as string[] }]))
const end = performance.now() + minutes * 60_000
const program = await Program.begin()
let round = 0
/** Errors of the last resort that were told of; a start begins at none. */
let seen = 0
try {
  for (; round === 0 || performance.now() < end; round++)
    for (const [name, attack] of Object.entries(ATTACKS)) {
      if (round > 0 && performance.now() >= end) break
      const outcome = await attack(program, random, round).catch(
        (error: Error): Outcome => ({ tried: 1, lost: [error.message] }),
      )
      const row = tally.get(name)!
      row.rounds++
      row.tried += outcome.tried
      row.lost.push(...outcome.lost, ...(await damage()))
    }
} finally {
  await program.end()
}
print()
process.exitCode = [...tally.values()].some(({ lost }) => lost.length > 0) ? 1 : 0

/** What an attack left broken; a program that ended is started again for the next. */
async function damage(): Promise<string[]> {
  if (!program.alive) {
    const words = program.said
    await program.start()
    return [`the program ended: ${words.slice(-600)}`]
  }
  const health = await program.health(ANSWER)
  if (!health) return [`no answer within ${ANSWER} ms`]
  const { count } = health.uncaught as { count: number }
  const gone = await until(async () => {
    const now = await program.health(ANSWER)
    return now !== null && now.viewers === 0 && (now.lines as { open: number }).open < 10
  }, GONE)
  const news = count - seen
  seen = count
  return [
    ...(news > 0 ? [`${news} errors that only the last resort caught: ${program.said.slice(-600)}`] : []),
    ...(gone ? [] : [`lines of the attack still stand after ${GONE} ms`]),
  ]
}

function print(): void {
  console.log(`\n${round} rounds in ${minutes} minutes\n`)
  console.log(`| attack | rounds | tried | survived | lost |\n|---|--:|--:|--:|--:|`)
  for (const [name, { rounds, tried, lost }] of tally)
    console.log(`| ${name} | ${rounds} | ${tried} | ${Math.max(0, tried - lost.length)} | ${lost.length} |`)
  for (const [name, { lost }] of tally) for (const each of lost.slice(0, 5)) console.log(`\n${name}: ${each}`)
}
