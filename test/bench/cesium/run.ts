/** `npx tsx test/bench/cesium/run.ts`: our world's tileset in CesiumJS, to .twin/bench/cesium.png. Uses the packages of the render bench. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import { build } from 'esbuild'
import Fastify from 'fastify'
import { chromium } from 'playwright-core'
import { standWorld } from '../../../server/standWorld.ts'
import { CHROMIUM_ARGS, findChromium } from '../../chromium.ts'

const PACKAGES = resolve('.twin/bench/render/node_modules')
const OUT = '.twin/bench/cesium'

if (!existsSync(join(PACKAGES, '@cesium/engine'))) {
  console.error('CesiumJS comes with the render bench: run `npm run bench -- render --quick` once before.')
  process.exit(2)
}
const world = await standWorld(() => undefined)
mkdirSync(OUT, { recursive: true })
await build({
  entryPoints: ['test/bench/cesium/page.js'],
  outfile: join(OUT, 'page.js'),
  bundle: true,
  format: 'esm',
  nodePaths: [PACKAGES],
  define: { CESIUM_BASE_URL: '"/cesium/"' },
  external: ['fs', 'path', 'url', 'http', 'https', 'zlib'],
  logLevel: 'error',
})
writeFileSync(
  join(OUT, 'index.html'),
  '<!doctype html><style>body{margin:0}.cesium-widget,canvas{width:1280px;height:720px;display:block}.cesium-widget-credits{display:none}</style><body><script type="module" src="page.js"></script>',
)
const app = Fastify()
await app.register(fastifyStatic, { root: resolve(world.dir), prefix: '/world/', decorateReply: false })
await app.register(fastifyStatic, {
  root: join(PACKAGES, '@cesium/engine/Build/Workers'),
  prefix: '/cesium/Workers/',
  decorateReply: false,
})
await app.register(fastifyStatic, {
  root: join(PACKAGES, 'cesium/Build/Cesium'),
  prefix: '/cesium/',
  decorateReply: false,
})
await app.register(fastifyStatic, { root: resolve(OUT) })
const url = await app.listen({ host: '127.0.0.1', port: 0 })
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  page.on('pageerror', error => console.error(String(error)))
  page.on('console', message => message.type() === 'error' && console.error(message.text()))
  await page.goto(url)
  await page.waitForFunction('window.show')
  const answer = (await page.evaluate(
    `show('/world/tileset.json', ${JSON.stringify(world.site.origin)})`,
  )) as {
    loaded: boolean
    memory: number
    picked: object[]
  }
  await page.screenshot({ path: '.twin/bench/cesium.png' })
  console.log(
    `loaded: ${answer.loaded}, ${(answer.memory / 2 ** 20).toFixed(0)} MiB, buildings under the grid of looks: ${answer.picked.length}`,
  )
  console.log(answer.picked.find(properties => (properties as { name?: string }).name) ?? answer.picked[0])
  if (!answer.loaded || answer.picked.length === 0) process.exitCode = 1
} finally {
  await browser.close()
  await app.close()
}
