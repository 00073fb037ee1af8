/** `npm run shots [-- name …]`: pictures of every look and overlay from the named bookmarks, at 1920×1080, into .twin/shots. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { readCommandLine } from '../geodata/commandLine.ts'
import type { Site } from '../models/site.ts'
import { launch, settled } from './e2e/page.ts'
import { freePort } from './freePort.ts'

interface Shot {
  readonly name: string
  readonly mode: 'operate' | 'tour' | 'plan' | 'kiosk'
  readonly bookmark: string
  readonly time: string
  readonly layers: string
  readonly size?: readonly [number, number]
  readonly language?: string
}

const DAY = '2026-05-20T10:30'
const SHOTS: readonly Shot[] = [
  { name: 'tour-complex', mode: 'tour', bookmark: 'complex', time: DAY, layers: 'labels,trees' },
  { name: 'tour-golden', mode: 'tour', bookmark: 'complex', time: '2026-05-20T18:40', layers: 'trees' },
  { name: 'tour-night', mode: 'tour', bookmark: 'daero', time: '2026-05-20T21:00', layers: 'trees' },
  {
    name: 'operate-control',
    mode: 'operate',
    bookmark: 'complex',
    time: DAY,
    layers: 'control,labels,trees',
  },
  { name: 'operate-wollim', mode: 'operate', bookmark: 'wollim', time: DAY, layers: 'control,labels,trees' },
  { name: 'operate-energy', mode: 'operate', bookmark: 'lg', time: DAY, layers: 'energy,labels,trees' },
  {
    name: 'operate-parking',
    mode: 'operate',
    bookmark: 'parking',
    time: DAY,
    layers: 'parking,labels,trees',
  },
  { name: 'tour-energy', mode: 'tour', bookmark: 'solar', time: DAY, layers: 'energy,trees' },
  { name: 'tour-parking', mode: 'tour', bookmark: 'parking', time: DAY, layers: 'parking,trees' },
  { name: 'tour-doosan', mode: 'tour', bookmark: 'doosan', time: DAY, layers: 'labels,trees' },
  { name: 'tour-hydrogen', mode: 'tour', bookmark: 'hydrogen', time: DAY, layers: 'energy,labels,trees' },
  { name: 'tour-support', mode: 'tour', bookmark: 'support', time: DAY, layers: 'labels,trees' },
  { name: 'plan-complex', mode: 'plan', bookmark: 'complex', time: DAY, layers: 'labels' },
  { name: 'plan-lg', mode: 'plan', bookmark: 'lg', time: DAY, layers: 'labels,trees' },
  {
    name: 'kiosk',
    mode: 'kiosk',
    bookmark: 'complex',
    time: DAY,
    layers: 'labels,trees',
    size: [1080, 1920],
  },
  {
    name: 'operate-4k',
    mode: 'operate',
    bookmark: 'complex',
    time: DAY,
    layers: 'control,labels,trees',
    size: [3840, 2160],
  },
  {
    name: 'operate-en',
    mode: 'operate',
    bookmark: 'complex',
    time: DAY,
    layers: 'energy,labels,trees',
    language: 'en',
  },
]

const HELP = `npm run shots -- [name …]
Pictures of every look and overlay into .twin/shots, or of those whose names hold a word given:
${SHOTS.map(({ name }) => name).join(', ')}
TWIN_URL names a running twin, TIER=low|medium|high the quality.`
const { positionals: wanted } = readCommandLine(HELP, {})
const PORT = await freePort()
const folder = '.twin/shots'
const url = process.env.TWIN_URL ?? `http://127.0.0.1:${PORT}`
const tier = process.env.TIER ?? 'medium'
const server = process.env.TWIN_URL
  ? null
  : spawn(
      process.execPath,
      [
        'node_modules/tsx/dist/cli.mjs',
        'server/main.ts',
        '--port',
        `${PORT}`,
        '--no-mqtt',
        '--data',
        '.twin/shots-data',
      ],
      { stdio: 'inherit' },
    )

try {
  await answering()
  mkdirSync(folder, { recursive: true })
  const site = (await fetch(`${url}/api/site`).then(r => r.json())) as Site
  const browser = await launch()
  for (const shot of SHOTS.filter(s => wanted.length === 0 || wanted.some(w => s.name.includes(w)))) {
    const [width, height] = shot.size ?? [1920, 1080]
    const page = await browser.newPage({
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale: 'ko-KR',
    })
    await take(page, shot, site)
    await page.close()
  }
  await browser.close()
} finally {
  server?.kill('SIGTERM')
}

async function take(page: Page, shot: Shot, site: Site): Promise<void> {
  const bookmark =
    site.bookmarks.find(b => b.id === shot.bookmark) ?? site.bookmarks.find(b => b.id.includes(shot.bookmark))
  if (!bookmark)
    throw new Error(`no bookmark ${shot.bookmark}; there are ${site.bookmarks.map(b => b.id).join(', ')}`)
  const pose = [...bookmark.eye, ...bookmark.target].map(v => v.toFixed(1)).join(',')
  const query = new URLSearchParams({
    c: pose,
    t: shot.time,
    l: shot.layers,
    q: tier,
    lang: shot.language ?? 'ko',
  })
  await page.goto(`${url}/${shot.mode}?${query}`)
  await page.waitForFunction(
    () => (window as { twinProbe?: { ready: boolean } }).twinProbe?.ready,
    undefined,
    { timeout: 180_000 },
  )
  await settled(page)
  await page.waitForTimeout(1_500)
  await settled(page)
  const path = `${folder}/${shot.name}.png`
  await page.screenshot({ path, timeout: 120_000 })
  console.log(path)
}

async function answering(): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await fetch(`${url}/api/health`).catch(() => null))?.ok) return
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  throw new Error(`no server answers at ${url}`)
}
