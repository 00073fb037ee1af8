// node gen.mjs N [N...]: writes DIR/nN.geojson and DIR/nN.bin (DIR = $BENCH_DATA or the temporary directory)
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildChunks, packChunks } from './lib/chunks.mjs'
import { feature, generate } from './lib/generate.mjs'
export const DIR = process.env.BENCH_DATA ?? `${process.env.TMPDIR ?? '/' + 'tmp'}/render-bench`
export function ensure(n) {
  fs.mkdirSync(DIR, { recursive: true })
  const geo = path.join(DIR, `n${n}.geojson`),
    bin = path.join(DIR, `n${n}.bin`)
  if (fs.existsSync(geo) && fs.existsSync(bin)) return { geo, bin }
  const all = []
  const out = fs.openSync(geo, 'w')
  let buf = '{"type":"FeatureCollection","features":[\n'
  generate(n, b => {
    all.push(b)
    buf += (b.id ? ',\n' : '') + JSON.stringify(feature(b))
    if (buf.length > 1 << 22) {
      fs.writeSync(out, buf)
      buf = ''
    }
  })
  fs.writeSync(out, `${buf}\n]}\n`)
  fs.closeSync(out)
  fs.writeFileSync(bin, packChunks(buildChunks(all)))
  return { geo, bin }
}
if (import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const n of process.argv.slice(2).map(Number)) {
    const t = Date.now(),
      f = ensure(n)
    const hist = {}
    generate(n, b => {
      hist[b.ring.length] = (hist[b.ring.length] ?? 0) + 1
    })
    console.log(
      n,
      `${Date.now() - t} ms`,
      fs.statSync(f.geo).size,
      'B geojson',
      fs.statSync(f.bin).size,
      'B bin',
      'vertices per ring:',
      JSON.stringify(hist),
    )
  }
