// Formats a result; node report.mjs FILE... prints saved ones again.
import fs from 'node:fs'
import { pathToFileURL } from 'node:url'

const ms = v => (v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2))
const mb = v => (v / 1048576).toFixed(1)
const kb = v => (v / 1024).toFixed(0)
const int = v => Math.round(v).toLocaleString('en-US')
const COLS = [
  ['bytes', 'page gz KiB', kb, 0],
  ['first', 'first frame ms', ms, 1],
  ['build', 'build ms', ms, 1],
  ['coverage', 'pixels covered', int, 0],
  ['draws', 'draw calls', int, 0],
  ['tris', 'triangles', int, 0],
  ['wall', 'frame ms', ms, 1],
  ['wall95', 'frame p95', ms, 1],
  ['js', 'JS ms', ms, 1],
  ['jsOnly', 'JS ms, no draw', ms, 1],
  ['task', 'task ms, no draw', ms, 0],
  ['cpuGpu', 'GPU-process CPU ms/frame', ms, 0],
  ['closeWall', 'close frame ms', ms, 1],
  ['closeTris', 'close triangles', int, 0],
  ['recolour1000', 'recolour 1k ms', ms, 1],
  ['recolour10000', 'recolour 10k ms', ms, 1],
  ['recolourNoDraw1000', '1k JS ms, no draw', ms, 1],
  ['recolourNoDraw10000', '10k JS ms, no draw', ms, 1],
  ['recolourApi10000', '10k API ms', ms, 0],
  ['recolourUp10000', '10k upload KiB', kb, 0],
  ['recolourPx10000', '10k pixels changed', int, 0],
  ['pick', 'pick ms', ms, 1],
  ['pickFirst', 'first pick ms', ms, 0],
  ['pickRight', 'picks right', v => `${Math.round(v * 100)}%`, 0],
  ['heap', 'heap+buffers MiB', mb, 0],
  ['agentMem', 'all agents MiB', mb, 0],
  ['rssRenderer', 'renderer anon MiB', mb, 0],
  ['rssGpu', 'GPU-process anon MiB', mb, 0],
  ['bufBytes', 'GL buffers MiB', mb, 0],
  ['frames', 'frames taken', int, 0],
]
export function table(r) {
  const names = Object.keys(r.summary),
    rows = [['metric', ...names]]
  for (const [k, label, f, spread] of COLS)
    rows.push([
      label,
      ...names.map(p => {
        const v = r.summary[p][k]
        return !v ? '-' : f(v.median) + (spread && r.summary[p].runs > 1 ? ` (${f(v.min)}-${f(v.max)})` : '')
      }),
    ])
  rows.push(['runs', ...names.map(p => String(r.summary[p].runs) + (r.summary[p].failed ? ' FAILED' : ''))])
  const w = rows[0].map((_, i) => Math.max(...rows.map(x => x[i].length)))
  const rat = [[`ratio to ${r.ratioTo}`, ...names]]
  for (const [k, label] of COLS)
    if (!['pickRight', 'frames'].includes(k))
      rat.push([
        label,
        ...names.map(p => {
          const v = r.summary[p].ratio?.[k]
          return v == null ? '-' : v.toFixed(v < 10 ? 2 : 0)
        }),
      ])
  const wr = rat[0].map((_, i) => Math.max(...rat.map(x => x[i].length)))
  const md = (rows, w) =>
    [rows[0], w.map(n => '-'.repeat(n)), ...rows.slice(1)]
      .map(x => `| ${x.map((c, i) => c.padEnd(w[i])).join(' | ')} |`)
      .join('\n')
  const fails = names.filter(p => r.summary[p].failed).map(p => `${p}: FAILED: ${r.summary[p].failed}`)
  const ref = r.summary[r.ratioTo]?.coverage?.median
  const thin = ref
    ? names
        .filter(
          p =>
            p !== 'blank' && r.summary[p].coverage && Math.abs(r.summary[p].coverage.median / ref - 1) > 0.1,
        )
        .map(
          p =>
            `${p}: covers ${((100 * r.summary[p].coverage.median) / ref).toFixed(0)}% of the pixels that ${r.ratioTo} covers: it does not draw the same picture`,
        )
    : []
  return [
    `\n## N = ${int(r.n)}, ${r.runs} runs, median (min-max), ${r.started}, ${r.machine.cpus} cores ${r.machine.model}, Chromium ${r.machine.browser}`,
    md(rows, w),
    '',
    md(rat, wr),
    ...fails,
    ...thin,
  ].join('\n')
}
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const f of process.argv.slice(2)) console.log(table(JSON.parse(fs.readFileSync(f))))
