/** `npm test`: types, lint, unit and integration, end to end. Ends in `N passed, N failed` and exits 1 when anything failed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findChromium } from './chromium.ts'

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const only = process.argv.slice(2)

for (const folder of ['models', 'geodata', 'server', 'client', 'test'])
  step(`types of ${folder}`, ['tsc', '-p', folder])
step('lint and format', ['biome', 'ci', '--error-on-warnings', '.'])
vitest('unit and integration', ['--project', 'unit'])
const chromium = browser()
if (chromium) vitest('end to end', ['--project', 'e2e'], { CHROMIUM: chromium })

console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
)
process.exit(total.failed ? 1 : 0)

/** One command that either passes or fails as a whole. */
function step(name: string, [tool, ...args]: [string, ...string[]]): void {
  if (skip(name)) return
  const ok = npx(tool, args).status === 0
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`)
  if (ok) total.passed++
  else total.failed++
}

/** One vitest project, counted test by test. A run that dies without a report counts as one failure. */
function vitest(name: string, args: string[], env: Record<string, string> = {}): void {
  if (skip(name)) return
  const report = `.twin/test/${name.replaceAll(' ', '-')}.json`
  mkdirSync('.twin/test', { recursive: true })
  rmSync(report, { force: true })
  console.log(`\n— ${name} —`)
  npx('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], env)
  if (!existsSync(report)) {
    total.failed++
    return
  }
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    success: boolean
  }
  total.passed += result.numPassedTests
  total.failed += result.numFailedTests || (result.success ? 0 : 1)
  total.skipped += result.numPendingTests
}

function browser(): string | null {
  if (skip('end to end')) return null
  try {
    return findChromium()
  } catch (error) {
    console.error(`FAIL ${error instanceof Error ? error.message : error}`)
    total.failed++
    return null
  }
}

function skip(name: string): boolean {
  return only.length > 0 && !only.some(word => name.includes(word))
}

function npx(tool: string, args: string[], env: Record<string, string> = {}): { status: number | null } {
  return spawnSync(process.execPath, [bin(tool), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
}

/** The tool's own script, so that no shell and no npx stands between. */
function bin(tool: string): string {
  const names: Record<string, string> = {
    tsc: 'node_modules/typescript/bin/tsc',
    biome: 'node_modules/@biomejs/biome/bin/biome',
    vitest: 'node_modules/vitest/vitest.mjs',
  }
  return names[tool] ?? tool
}
