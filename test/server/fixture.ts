import type { Asset } from '../../models/asset.ts'
import { type KindName, kinds } from '../../models/kinds.ts'
import type { Site } from '../../models/site.ts'
import type { Clock } from '../../server/clock.ts'
import { openCredential } from '../../server/ingest/credential.ts'
import type { Source } from '../../server/ingest/source.ts'
import type { StartOptions } from '../../server/start.ts'
import { type Running, startTwin } from './twinUnderTest.ts'

/** Noon of a Tuesday in Changwon. */
export const NOON = Date.UTC(2026, 4, 12, 3)
export const KEY = 'a-device-key-for-tests'

/** A clock that a test moves; timers run when it passes them. */
export class TestClock implements Clock {
  private at: number
  private readonly timers = new Set<{ next: number; ms: number; task: () => void }>()

  constructor(at = NOON) {
    this.at = at
  }

  now(): number {
    return this.at
  }

  every(ms: number, task: () => void): () => void {
    const timer = { next: this.at + ms, ms, task }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  advance(ms: number): void {
    const end = this.at + ms
    for (;;) {
      const [first] = [...this.timers].filter(t => t.next <= end).sort((a, b) => a.next - b.next)
      if (!first) break
      this.at = first.next
      first.next += first.ms
      first.task()
    }
    this.at = end
  }
}

/** A clock that a test moves, and whose hands it sets while steady time runs on. */
export class SetClock extends TestClock {
  private wrong = 0

  override now(): number {
    return super.now() + this.wrong
  }

  steady(): number {
    return super.now()
  }

  set(ms: number): void {
    this.wrong += ms
  }
}

/** An asset of a kind, named after it. */
export function asset(kind: KindName, more: Partial<Asset> = {}): Asset {
  return {
    id: kind.toLowerCase(),
    kind,
    name: { ko: kind, en: kind },
    place: [0, 0, 0],
    heading: 180,
    provenance: 'synthetic',
    source: 'test',
    feature: -1,
    block: -1,
    subdistrict: 0,
    rating: 500,
    ...(kind === 'parking' ? { parts: 60 } : kind === 'charger' ? { parts: 2 } : {}),
    ...(kind === 'bus'
      ? {
          path: [
            [0, 0, 0],
            [3000, 0, 0],
          ] as const,
        }
      : {}),
    ...more,
  }
}

/** A site with one asset of each kind. */
export function smallSite(assets = (Object.keys(kinds) as KindName[]).map(kind => asset(kind))): Site {
  return {
    version: 'test',
    origin: [128.66, 35.21],
    bounds: [-100, -100, 100, 100],
    features: 0,
    subdistricts: [],
    blocks: [],
    plots: [],
    places: [],
    bookmarks: [],
    assets,
  }
}

/** A running twin of the small site on a free port; it ticks only by hand or by its clock. */
export function runTwin(
  clock: TestClock,
  sources: Source[] = [],
  tickMs: number | null = null,
  more: Partial<StartOptions> = {},
): Promise<Running> {
  return startTwin({ ...twinOptions(clock), sources, tickMs, ...more })
}

/** What a twin of the small site is told that ticks only by hand. */
export function twinOptions(clock: Clock): StartOptions {
  return {
    site: smallSite(),
    clock,
    sources: [],
    tickMs: null,
    credential: openCredential('', KEY),
    folders: { client: null, world: null },
    host: '127.0.0.1',
    port: 0,
    version: '0',
  }
}
