/** `npm run replay -- <air.csv> --url http://127.0.0.1:8080 --key KEY [--speed 1]`: hourly means of the city through the HTTP door into every air station. */
import { pathToFileURL } from 'node:url'
import { kindOf } from '../models/kinds.ts'
import type { Site } from '../models/site.ts'
import { readCommandLine } from './commandLine.ts'
import { readCsv } from './read/csv.ts'

/** Points of an air station by column, with the unit of the file. */
const COLUMNS = { pm10: 'µg/m³', pm25: 'µg/m³', o3: 'ppm', no2: 'ppm', co: 'ppm', so2: 'ppm' } as const

const HELP = `npm run replay -- air.csv --key KEY [--url http://127.0.0.1:8080] [--speed hours a second, above 0]
Hourly means of the city's air (date, hour, pm10, pm25, o3, no2, co, so2) go through the HTTP door into every air station.`

/** What the server said of the samples. */
export interface ReplayReport {
  hours: number
  accepted: number
  rejected: number
}

/** Post each hour of the file as now into all air stations; `pause` waits between hours. Throws Error with the remedy when server or key do not answer. */
export async function replayAir(
  file: string,
  url: string,
  key: string,
  pause: () => Promise<void>,
): Promise<ReplayReport> {
  const rows = readCsv(file, ['date', 'hour', ...Object.keys(COLUMNS)])
  const answer = await fetch(`${url}/api/site`).catch(() => null)
  if (!answer?.ok)
    throw new Error(`no twin answers at ${url}; start it with npm start or name another with --url`)
  const stations = ((await answer.json()) as Site).assets.filter(asset =>
    Object.keys(COLUMNS).every(point => point in kindOf(asset.kind).points),
  )
  const report: ReplayReport = { hours: 0, accepted: 0, rejected: 0 }
  for (const { cells } of rows) {
    const samples = stations.flatMap(({ id }) =>
      Object.entries(COLUMNS).flatMap(([point, unit]) =>
        cells[point]?.trim() ? [{ asset: id, point, value: Number(cells[point]), unit }] : [],
      ),
    )
    const reply = await fetch(`${url}/api/samples`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ samples }),
    })
    if (!reply.ok)
      throw new Error(
        `${url}/api/samples answered ${reply.status}: ${((await reply.json()) as { error?: string }).error ?? ''}`,
      )
    const { accepted, rejected } = (await reply.json()) as { accepted: number; rejected: unknown[] }
    report.hours++
    report.accepted += accepted
    report.rejected += rejected.length
    await pause()
  }
  return report
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { values, positionals } = readCommandLine(HELP, {
      url: { type: 'string', default: 'http://127.0.0.1:8080' },
      key: { type: 'string' },
      speed: { type: 'string', default: '1' },
    })
    const speed = Number(values.speed)
    if (!positionals[0] || !values.key || !(speed > 0)) throw new Error(HELP)
    const { hours, accepted, rejected } = await replayAir(
      positionals[0],
      values.url,
      values.key,
      () => new Promise(resolve => setTimeout(resolve, 1000 / speed)),
    )
    console.log(`${hours} hours: ${accepted} samples accepted, ${rejected} rejected`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}
