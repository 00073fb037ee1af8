import type { Browser } from 'playwright-core'
import type { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Site } from '../../models/site.ts'
import { isMasked } from '../../models/visibility.ts'
import { launch, look, open, project } from './page.ts'

const { url, key } = inject('still')
/** Half the side of the picture that is looked at, CSS pixels. */
const REACH = 60
let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = (await fetch(`${url}/api/site`).then(r => r.json())) as Site
}, 60_000)
afterAll(() => browser.close())

test('a critical alarm inside a hall stands whole above its roof, as a diamond with a light edge', async () => {
  const inside = site.assets.find(
    asset => asset.kind === 'gasSensor' && asset.feature >= 0 && !isMasked(asset),
  )!
  await send(inside.id, 60)
  const [x, y, z] = inside.place
  const pose = [x + 90, y + 150, z + 130, x, y, z].map(v => v.toFixed(1)).join(',')
  const page = await open(browser, `${url}/operate?t=2026-05-20T12:00&l=control&c=${pose}&q=software&lang=ko`)
  const [px, py] = await project(page, inside.place)
  // The sign stands on a stem above the asset.
  const at: [number, number] = [px, py - 30]
  let box: Box | null = null
  await expect
    .poll(async () => (box = boxOf(await look(page, at, REACH), isCritical)), { timeout: 30_000 })
    .not.toBeNull()
  const image = await look(page, at, REACH)
  const { left, right, top, bottom } = box!
  const [width, height] = [right - left + 1, bottom - top + 1]
  expect(width, 'as wide as high').toBeGreaterThan(0.8 * height)
  expect(width).toBeLessThan(1.25 * height)
  // A roof that cut it would leave a triangle: one half of the diamond.
  const middle = (top + bottom) / 2
  const rows = pixels(image, isCritical)
  const above = rows.filter(row => row < middle).length
  const below = rows.filter(row => row > middle).length
  expect(below / above).toBeGreaterThan(0.7)
  expect(below / above).toBeLessThan(1.4)
  // The light edge runs around it: on every side there is some of it.
  const edge = boxOf(image, isLight)!
  expect(edge.left).toBeLessThan(left + width / 4)
  expect(edge.right).toBeGreaterThan(right - width / 4)
  expect(edge.top).toBeLessThan(top + height / 4)
  expect(edge.bottom).toBeGreaterThan(bottom - height / 4)
  expect(pixels(image, isLight).length).toBeGreaterThan(width)
  await page.close()
})

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
type Fits = (r: number, g: number, b: number) => boolean

/** The red of a critical alarm (--high of operate), whatever light falls on it. */
const isCritical: Fits = (r, g, b) => r > 200 && g < 130 && b < 125 && r - g > 100
const isLight: Fits = (r, g, b) => Math.min(r, g, b) > 215

/** Rows of the pixels of a colour, one number each. */
function pixels({ data, width }: PNG, fits: Fits): number[] {
  const rows: number[] = []
  for (let i = 0; i < data.length; i += 4)
    if (fits(data[i]!, data[i + 1]!, data[i + 2]!)) rows.push(Math.floor(i / 4 / width))
  return rows
}

/** Where a colour is; null for fewer pixels of it than a sign has. */
function boxOf(image: PNG, fits: Fits): Box | null {
  const { data, width } = image
  let box: Box | null = null
  let n = 0
  for (let i = 0; i < data.length; i += 4) {
    if (!fits(data[i]!, data[i + 1]!, data[i + 2]!)) continue
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)]
    const so: Box = box ?? { left: x, right: x, top: y, bottom: y }
    box = {
      left: Math.min(so.left, x),
      right: Math.max(so.right, x),
      top: Math.min(so.top, y),
      bottom: Math.max(so.bottom, y),
    }
    n++
  }
  return n < 60 ? null : box
}

async function send(asset: string, value: number): Promise<void> {
  const answer = await fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset, point: 'combustible', value }] }),
  })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}
