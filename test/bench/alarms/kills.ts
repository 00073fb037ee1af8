/** `npx tsx test/bench/alarms/kills.ts`: 1,000 kills and 200 modelled power cuts; ends with 1 when an answered order was lost. KILLS, CUTS and SEED change the numbers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cutOften } from '../../server/alarms/cutOften.ts'
import { type CrashReport, killOften } from '../../server/alarms/killOften.ts'

const seed = Number(process.env.SEED ?? 1)
const folder = mkdtempSync(join(tmpdir(), 'kills-'))
try {
  const kills = await timed('kill -9', killOften(Number(process.env.KILLS ?? 1_000), seed, folder))
  const cuts = await timed('modelled power cuts', cutOften(Number(process.env.CUTS ?? 200), seed, folder))
  if (kills.lost.length + cuts.lost.length > 0) {
    console.error([...kills.lost, ...cuts.lost].slice(0, 20).join('\n'))
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function timed(what: string, work: Promise<CrashReport>): Promise<CrashReport> {
  const from = performance.now()
  const report = await work
  const seconds = Math.round((performance.now() - from) / 1_000)
  console.log(
    `${report.crashes} ${what}: ${report.answered} orders answered, ${report.lost.length} lost, journal of ${report.rows} rows without a gap, ${seconds} s`,
  )
  return report
}
