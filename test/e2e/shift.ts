import type { Page } from 'playwright-core'
import { formatValue } from '../../client/panels/parts/formatValue.ts'
import { ko } from '../../client/words/ko.ts'
import type { Say } from '../../client/words/words.ts'
import { kindOf } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'

/** Milliseconds within which a screen shows what the server has. */
export const WITHIN = 2_000
/** Milliseconds between two looks at both. */
const LOOK = 500

const say: Say = key => ko[key]

/** What GET /api/assets/:id tells of a point. */
interface Present {
  readonly point: string
  readonly part: number
  readonly value: number | null
  readonly quality: string
}

/** The values of a card on a page against the server's, look by look; `wrong` collects what no value of the last two seconds explains. */
export class CardWatch {
  readonly wrong: string[] = []
  looks = 0
  private readonly page: Page
  private readonly url: string
  private readonly site: Site
  private told: { at: number; shown: ReadonlyMap<string, string> }[] = []
  private doubtful = new Map<string, string>()

  constructor(page: Page, url: string, site: Site) {
    this.page = page
    this.url = url
    this.site = site
  }

  /** Follow the card of an asset for so many milliseconds. */
  async follow(id: string, ms: number): Promise<void> {
    this.told = []
    this.doubtful.clear()
    const end = Date.now() + ms
    while (Date.now() < end) {
      await this.hear(id)
      await this.compare(id)
      await new Promise(resolve => setTimeout(resolve, LOOK))
    }
  }

  private async hear(id: string): Promise<void> {
    const answer = await this.page.request.get(`${this.url}/api/assets/${id}`)
    if (!answer.ok()) throw new Error(`${id}: ${answer.status()}`)
    const { points } = (await answer.json()) as { points: Present[] }
    const specs = kindOf(this.site.assets.find(asset => asset.id === id)!.kind).points
    const shown = new Map<string, string>()
    for (const { point, part, value, quality } of points) {
      const spec = specs[point]!
      if (spec.perPart || part > 0) continue
      // Frames carry whole steps of the resolution.
      const stepped = value === null ? Number.NaN : Math.round(value / spec.resolution) * spec.resolution
      const { number } = formatValue(stepped, spec, 'ko', say)
      shown.set(spec.name.ko, `${number} ${quality}`)
    }
    const at = Date.now()
    this.told = [...this.told.filter(each => at - each.at <= WITHIN + LOOK), { at, shown }]
  }

  private async compare(id: string): Promise<void> {
    const rows = await this.page.locator('[data-card] .point, .card .point').evaluateAll(all =>
      all.map(row => ({
        name: row.querySelector('.point-name')!.textContent!.trim(),
        number: row.querySelector('.point-value b')!.textContent!,
        quality: [...row.classList].find(each => each.startsWith('is-'))?.slice(3) ?? '',
      })),
    )
    const first = this.told[0]!
    if (first.at + WITHIN > Date.now()) return
    for (const { name, number, quality } of rows) {
      const text = `${number} ${quality}`
      const right = this.told.some(({ shown }) => shown.get(name) === text)
      this.looks++
      if (right) this.doubtful.delete(name)
      // A value that stood for less than a look is seen once; one that stays is a lie.
      else if (this.doubtful.get(name) === text)
        this.wrong.push(`${id} ${name}: ${text}, server ${this.told.at(-1)!.shown.get(name)}`)
      else this.doubtful.set(name, text)
    }
  }
}

/** Go to other layers and another selection as the back button does. */
export async function goTo(page: Page, layers: readonly string[], asset: string): Promise<void> {
  await page.evaluate(
    ([l, s]) => {
      const to = new URL(location.href)
      to.searchParams.set('l', l!)
      to.searchParams.set('s', `asset:${s}`)
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    },
    [layers.join(','), asset],
  )
}
