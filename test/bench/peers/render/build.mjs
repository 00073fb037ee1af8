// Production bundles, one per page, into dist/.
import fs from 'node:fs'
import * as esbuild from 'esbuild'

fs.rmSync('dist', { recursive: true, force: true })
const pages = fs
  .readdirSync('pages')
  .filter(f => /^(maplibre|deck|cesium|r3f-naive|merged|batched|rawbin|blank)\.jsx?$/.test(f))
for (const f of pages) {
  const name = f.replace(/\.jsx?$/, '')
  await esbuild.build({
    entryPoints: [`pages/${f}`],
    outfile: `dist/${name}.js`,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    treeShaking: true,
    define: {
      'process.env.NODE_ENV': '"production"',
      ...(name === 'cesium' ? { CESIUM_BASE_URL: '"/cesium/"' } : {}),
    },
    loader: { '.css': 'css' },
    external: ['fs', 'path', 'url', 'http', 'https', 'zlib'],
    logLevel: 'error',
    legalComments: 'none',
  })
  fs.writeFileSync(
    `dist/${name}.html`,
    `<!doctype html><meta charset="utf-8"><title>${name}</title><style>body{margin:0;background:#101820}canvas{display:block}</style><body><script type="module" src="/dist/${name}.js"></script>`,
  )
}
fs.mkdirSync('dist/vendor', { recursive: true })
for (const f of ['maplibre-gl-worker.mjs', 'maplibre-gl-shared.mjs'])
  fs.copyFileSync(`node_modules/maplibre-gl/dist/${f}`, `dist/vendor/${f}`)
for (const f of fs.readdirSync('dist').filter(x => x.endsWith('.js')))
  console.log(f, fs.statSync(`dist/${f}`).size)
