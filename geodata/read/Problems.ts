/** Problems shown of one file; the rest are counted. */
const SHOWN = 20

/** What is wrong with a file, gathered place by place, so that one reading tells all. */
export class Problems {
  private readonly file: string
  private readonly lines: string[] = []
  private more = 0

  constructor(file: string) {
    this.file = file
  }

  get found(): boolean {
    return this.lines.length > 0
  }

  /** Note a problem: where in the file, what it is, what to do. */
  add(where: string, what: string, remedy: string): void {
    if (this.lines.length < SHOWN) this.lines.push(`${where}: ${what}; ${remedy}`)
    else this.more++
  }

  /** Throw BadFile when anything was noted. */
  check(): void {
    if (this.found) throw new BadFile(this.file, this.lines, this.more)
  }
}

/** A file that cannot be used as it is; its message lists places and remedies. */
export class BadFile extends Error {
  /** The problems alone, one each. */
  readonly lines: readonly string[]

  constructor(file: string, lines: readonly string[], more = 0) {
    super(
      [
        `${file} cannot be read:`,
        ...lines.map(line => `  ${line}`),
        ...(more ? [`  … and ${more} more`] : []),
      ].join('\n'),
    )
    this.name = 'BadFile'
    this.lines = more ? [...lines, `… and ${more} more`] : lines
  }
}
