import type { Migrations } from './store/Store.ts'
import type { Opened, Subject } from './subject.ts'

/** A subject as the list opens it. */
interface Listed {
  readonly name: string
  readonly tables?: Migrations
  open(have: object): Opened<object> | Promise<Opened<object>>
}

/** What there is, with what a subject gives in the place of what had its name. */
type Over<Have extends object, Gives extends object> = Omit<Have, keyof Gives> & Gives

/** Subjects in the order in which they open: each finds what it names on the ground or with those before it, or this does not compile. */
export class SubjectList<Ground extends object, Have extends object = Ground> {
  private readonly listed: readonly Listed[]

  constructor(listed: readonly Listed[] = []) {
    this.listed = listed
  }

  with<Gives extends object>(subject: Subject<Have, Gives>): SubjectList<Ground, Over<Have, Gives>> {
    return new SubjectList<Ground, Over<Have, Gives>>([...this.listed, subject as Listed])
  }

  /** The schema versions of all. */
  get tables(): readonly Migrations[] {
    return this.listed.flatMap(({ tables }) => tables ?? [])
  }

  /** Open one after the other. When one cannot open, those before it are closed, and this rejects. */
  async open(ground: Ground): Promise<{ readonly have: Have; readonly opened: readonly Opened<object>[] }> {
    let have: object = ground
    const opened: Opened<object>[] = []
    try {
      for (const subject of this.listed) {
        const open = await subject.open(have)
        opened.push(open)
        have = { ...have, ...open.gives }
      }
    } catch (error) {
      for (const { close } of opened.reverse()) await Promise.resolve(close?.()).catch(() => undefined)
      throw error
    }
    return { have: have as Have, opened }
  }
}
