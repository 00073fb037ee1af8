import { type Browser, chromium, type Page } from 'playwright-core'
import { PNG } from 'pngjs'
import type { SitePoint } from '../../models/units.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'

/** Data the scene offers to tests; see client/scene/probe.ts. */
interface Probe {
  ready: boolean
  frame: number
  drawCalls: number
  triangles: number
  settled(): Promise<void>
  project(point: SitePoint): [x: number, y: number] | null
}

interface TestWindow {
  twinProbe?: Probe
  twinLine?: { drop(): void }
}

/** A browser on software WebGL, as CI has it. */
export function launch(args: readonly string[] = CHROMIUM_ARGS): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...args] })
}

/** Open a page of the twin and wait until the first picture stands. */
export async function open(browser: Browser, url: string, width = 1280, height = 720): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
  })
  const problems: string[] = []
  page.on('pageerror', error => problems.push(String(error)))
  await page.goto(url)
  await page
    .waitForFunction(() => (window as TestWindow).twinProbe?.ready, undefined, { timeout: 90_000 })
    .catch(error => {
      throw new Error(`no first picture at ${url}: ${error}; page errors: ${problems.join('; ') || 'none'}`)
    })
  await settled(page)
  return page
}

/** Wait until tiles, camera and data rest. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => (window as TestWindow).twinProbe?.settled())
}

/** What the scene says of its last frame. */
export function probe(page: Page): Promise<{ frame: number; drawCalls: number; triangles: number }> {
  return page.evaluate(() => {
    const { frame = 0, drawCalls = 0, triangles = 0 } = (window as TestWindow).twinProbe ?? {}
    return { frame, drawCalls, triangles }
  })
}

/** Frames drawn within three seconds. A busy machine brings the last tiles late: poll it; a picture that never rests is found all the same. */
export async function framesDrawn(page: Page): Promise<number> {
  const { frame } = await probe(page)
  await page.waitForTimeout(3_000)
  return (await probe(page)).frame - frame
}

/** Where a point of the site frame is on the page, in CSS pixels. Throws when it is out of view. */
export async function project(page: Page, point: SitePoint): Promise<[x: number, y: number]> {
  const at = await page.evaluate(p => (window as TestWindow).twinProbe?.project(p) ?? null, point)
  if (!at) throw new Error(`${point.join(', ')} is out of view`)
  return at
}

/** Cut the line to the server as a broken network would. */
export async function dropLine(page: Page): Promise<void> {
  await page.evaluate(() => (window as TestWindow).twinLine?.drop())
}

/** The picture around a point of the page, decoded. */
export async function look(page: Page, [x, y]: [number, number], reach = 12): Promise<PNG> {
  const clip = { x: Math.max(0, x - reach), y: Math.max(0, y - reach), width: reach * 2, height: reach * 2 }
  return PNG.sync.read(await page.screenshot({ clip }))
}

/** The whole page as pixels. */
export async function picture(page: Page): Promise<PNG> {
  return PNG.sync.read(await page.screenshot())
}

/** Share of pixels (0..1) that differ by more than `tolerance` (0..255) in any channel. */
export function difference(a: PNG, b: PNG, tolerance = 12): number {
  let changed = 0
  for (let i = 0; i < a.data.length; i += 4) {
    const far = [0, 1, 2].some(c => Math.abs(a.data[i + c]! - b.data[i + c]!) > tolerance)
    if (far) changed++
  }
  return changed / (a.data.length / 4)
}

/** Chroma of a pixel, 0 (grey) to 255: the distance between its strongest and weakest channel. */
export function chroma(image: PNG, i: number): number {
  const [r, g, b] = [image.data[i]!, image.data[i + 1]!, image.data[i + 2]!]
  return Math.max(r, g, b) - Math.min(r, g, b)
}
