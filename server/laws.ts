/** `npm run laws -- <law> [--name value …]`: ask a law of models/laws from the command line and get a table. */
import { AIR_LAWS } from './laws/airLaws.ts'
import { ENERGY_LAWS } from './laws/energyLaws.ts'
import { FORECAST_LAWS } from './laws/forecastLaws.ts'
import type { Law } from './laws/law.ts'
import { MONEY_LAWS } from './laws/moneyLaws.ts'
import { explain, Question, UsageError } from './laws/options.ts'
import { PLAN_LAWS } from './laws/planLaws.ts'
import { PV_LAWS } from './laws/pvLaws.ts'
import { SITE_LAWS } from './laws/siteLaws.ts'
import { SUN_LAWS } from './laws/sunLaws.ts'

const LAWS: Readonly<Record<string, Law>> = {
  ...SUN_LAWS,
  ...PV_LAWS,
  ...ENERGY_LAWS,
  ...MONEY_LAWS,
  ...AIR_LAWS,
  ...SITE_LAWS,
  ...PLAN_LAWS,
  ...FORECAST_LAWS,
}
const HELP = ['--help', '-h', 'help']

const [name = 'help', ...args] = process.argv.slice(2)
const law = Object.hasOwn(LAWS, name) ? LAWS[name] : undefined
if (HELP.includes(name)) {
  console.log(overview())
} else if (!law) {
  fail(`There is no law ${name.slice(0, 40)}.\n${overview()}`)
} else if (args.some(arg => HELP.includes(arg))) {
  console.log(`npm run laws -- ${name}: ${law.tells}\n${explain(law.takes)}`)
} else {
  try {
    console.table(law.ask(new Question(law.takes, args)))
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof RangeError)) throw error
    fail(`${error.message}\nnpm run laws -- ${name} takes\n${explain(law.takes)}`)
  }
}

function overview(): string {
  const lines = Object.entries(LAWS).map(([n, { tells }]) => `  ${n.padEnd(10)} ${tells}`)
  return `Which law? npm run laws -- <law> [--name value …], or <law> --help\n${lines.join('\n')}`
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 2
}
