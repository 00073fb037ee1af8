import type { Clock } from '../clock.ts'
import type { AnchorBook } from './AnchorBook.ts'
import { type Added, addAnchor } from './anchorFile.ts'
import { CHAINED, type Heads } from './chains.ts'

/** Where anchors go. Keep one place out of reach of whoever may write the database. */
export interface AnchorPlaces {
  readonly file: string
  /** Takes each line by POST as text; none when left out. */
  readonly url?: string | undefined
  /** Milliseconds between looks; a minute when left out. */
  readonly every?: number | undefined
}

/** Milliseconds between looks, and the time a webhook has to take a line. */
const EVERY = 60_000
const WEBHOOK = 5_000

/** Notes down outside the database where the chained tables end, whenever they have grown, so that what is cut off or written anew shows. */
export class Anchoring {
  /** Why the last anchor did not get everywhere; null when it did. */
  fault: string | null = null
  private readonly heads: () => Promise<Heads>
  private readonly places: AnchorPlaces
  private readonly clock: Clock
  private readonly publish: ((line: string) => void) | undefined
  private readonly book: AnchorBook | undefined
  /** The file that was written to is gone, or another: stays so until a start. */
  private lost: string | null = null
  private birth: string | null = null
  private noted: Partial<Heads> = {}
  /** A line that the webhook has not taken yet. */
  private unsent: string | null = null
  private running: Promise<void> = Promise.resolve()

  /** `publish` tells others on the line of an installation of several; `book` is where the database remembers that there are anchors. */
  constructor(
    heads: () => Promise<Heads>,
    places: AnchorPlaces,
    clock: Clock,
    publish?: (line: string) => void,
    book?: AnchorBook,
  ) {
    this.heads = heads
    this.places = places
    this.clock = clock
    this.publish = publish
    this.book = book
  }

  /** Note down now and at each look while `mayWrite`, until the result is called; it notes down once more. */
  begin(mayWrite: () => boolean): () => Promise<void> {
    const look = (): Promise<void> => (mayWrite() ? this.note() : Promise.resolve())
    void look()
    const stop = this.clock.every(this.places.every ?? EVERY, () => void look())
    return () => {
      stop()
      return look()
    }
  }

  /** Note down what has grown. Never rejects: what went wrong is told. */
  note(): Promise<void> {
    this.running = this.running
      .then(() => this.write())
      .then(
        () => this.tell(this.lost),
        error => this.tell(error instanceof Error ? error.message : String(error)),
      )
    return this.running
  }

  private async write(): Promise<void> {
    const heads = await this.heads()
    const grown = CHAINED.filter(
      table => heads[table].number > 0 && heads[table].hash !== this.noted[table]?.hash,
    )
    if (grown.length > 0) {
      const at = this.clock.now()
      const some = Object.fromEntries(grown.map(table => [table, heads[table]]))
      const added = await addAnchor(this.places.file, some, at)
      this.noted = heads
      this.unsent = added.line
      this.publish?.(added.line)
      await this.remember(added, at)
    }
    if (this.unsent !== null && this.places.url !== undefined) await this.send(this.places.url, this.unsent)
    this.unsent = null
  }

  private async remember(added: Added, at: number): Promise<void> {
    const { file } = this.places
    const whole = await this.book?.note(file, added, at)
    if (whole === false || (this.birth !== null && this.birth !== added.birth))
      this.lost ??= `anchors that were noted down in ${file} are gone from it; put it right from a copy`
    this.birth = added.birth
  }

  private async send(url: string, line: string): Promise<void> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: `${line}\n`,
      redirect: 'error',
      signal: AbortSignal.timeout(WEBHOOK),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`${new URL(url).host} answered an anchor with ${answer.status}`)
  }

  private tell(fault: string | null): void {
    if (fault !== null && fault !== this.fault) console.error(`audit: an anchor did not get there: ${fault}`)
    this.fault = fault ?? this.lost
  }
}
