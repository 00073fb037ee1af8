import type { Points } from '../../../models/points.ts'
import { QUALITY } from '../../../models/quality.ts'
import { sightOf } from '../../../models/sight.ts'
import type { Site } from '../../../models/site.ts'
import type { Twin } from '../../../server/twin/twin.ts'
import { NOON } from '../fixture.ts'

/** Instants at which only hidden points have samples: thirteen digits that stand nowhere else. */
const HIDDEN_AT = NOON - 77_777
const OPEN_AT = NOON - 60_000

/** What the public must not read of a site: ids, names, and the marked values and instants of hidden points. */
export class Secrets {
  readonly assets: readonly number[]
  readonly points: ReadonlySet<number>
  readonly words: ReadonlySet<string>
  private readonly phrases: readonly string[]

  constructor(site: Site, points: Points) {
    const sight = sightOf(site, points)
    const open = JSON.stringify(sight.site('public'))
    this.assets = site.assets.flatMap((_, i) => (sight.seesAsset('public', i) ? [] : [i]))
    this.points = new Set([...points.asset.keys()].filter(i => !sight.seesPoint('public', i)))
    const named = this.assets.flatMap(i => {
      const { id, name } = site.assets[i]!
      return [id, name.ko, name.en]
    })
    const marks = [...this.points].map(i => markOf(points, i))
    const values = marks
      .flatMap(mark => [String(mark), String(Math.fround(mark))])
      .filter(text => text.length >= 5)
    const told = new Set(tokens(open))
    const slot = HIDDEN_AT - (HIDDEN_AT % 10_000)
    const instants = [String(HIDDEN_AT), String(slot), new Date(HIDDEN_AT).toISOString()]
    this.words = new Set(
      [...named, ...values, ...instants].filter(word => !told.has(word) && !/\s/.test(word)),
    )
    this.phrases = [...new Set(named.filter(name => /\s/.test(name) && !open.includes(name)))]
  }

  /** Give every point of the twin a value: hidden ones marked ones, all others their least. */
  mark(twin: Twin, points: Points): void {
    for (let i = 0; i < points.count; i++) {
      const hidden = this.points.has(i)
      const value = hidden ? markOf(points, i) : points.spec[i]!.range[0]
      twin.apply(i, value, hidden ? HIDDEN_AT : OPEN_AT, QUALITY.good)
    }
  }

  /** Secrets that stand in a text. What the question itself held is no secret in its answer. */
  foundIn(text: string, question = ''): string[] {
    const found = tokens(text).filter(word => this.words.has(word))
    const phrases = this.phrases.filter(phrase => text.includes(phrase))
    return [...new Set([...found, ...phrases])].filter(word => !question.includes(word))
  }
}

/** A value of a point by which it is recognised, where its range has room for one. */
function markOf({ spec }: Points, i: number): number {
  const { range, resolution } = spec[i]!
  const steps = Math.floor((range[1] - range[0]) / resolution)
  return Number((range[0] + Math.round(steps * (0.61 + (i % 97) / 1_000)) * resolution).toFixed(6))
}

function tokens(text: string): string[] {
  return text.match(/[\w가-힣.:-]+/g) ?? []
}
