import { CsvError, parse } from 'csv-parse/sync'
import { BadFile } from './Problems.ts'
import { decodeFile, type Encoding } from './readText.ts'

/** One row of a CSV by column name, and the line it begins on. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** A CSV and how it was understood. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly encoding: Encoding
  readonly delimiter: string
  /** False where no cell is quoted and a " is a letter like any other: an inch mark. */
  readonly quoted: boolean
  /** Lines before the header that begin with #. */
  readonly notes: readonly string[]
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows read at most. */
const MOST = 500_000
const DELIMITERS = [',', ';', '\t', '|']

/** Rows of a CSV with the named columns. Throws BadFile as readTable does, and when a named column is missing. */
export function readCsv(file: string, columns: readonly string[]): readonly Row[] {
  const table = readTable(file)
  const missing = columns.filter(name => !table.columns.includes(name))
  if (missing.length > 0)
    throw new BadFile(file, [
      `line 1: columns ${missing.join(', ')} are missing; the header has ${table.columns.join(', ')}`,
    ])
  return table.rows
}

/** Read a CSV with a header, strictly by RFC 4180 but for the delimiter, which is found. Throws BadFile with the line when a row has another number of cells, a quote stands where none may, or a quoted cell holds what looks like other rows. */
export function readTable(file: string): Table {
  const { text, encoding } = decodeFile(file)
  const { notes, body, before } = notesOf(text)
  const delimiter = delimiterOf(body)
  const { records, quoted } = recordsOf(file, body, before, delimiter)
  const [header, ...rest] = records
  if (!header) throw new BadFile(file, ['it is empty; it needs a header line and rows'])
  if (rest.length > MOST) throw new BadFile(file, [`it has over ${MOST} rows; split it`])
  const columns = header.cells.map(name => name.normalize('NFC').trim())
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i)
  if (twice !== undefined)
    throw new BadFile(file, [`line ${header.line}: column ${twice} stands twice; rename one of them`])
  const rows = rest.map(({ line, cells }) => {
    checkCells(file, line, cells, columns.length, delimiter)
    return { line, cells: Object.fromEntries(columns.map((name, i) => [name, cells[i]!])) }
  })
  return { columns, rows, encoding, delimiter, quoted, notes }
}

/** Lines of notes at the top, Excel's sep= among them, and the rest. */
function notesOf(text: string): { notes: string[]; body: string; before: number } {
  const notes: string[] = []
  let body = text
  for (let line = /^(#.*|sep=.)(\r\n|\n|\r)/.exec(body); line; line = /^(#.*)(\r\n|\n|\r)/.exec(body)) {
    notes.push(line[1]!)
    body = body.slice(line[0].length)
  }
  return { notes, body, before: notes.length }
}

/** The delimiter that the header has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.trimStart())?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  )
  const counts = DELIMITERS.map(each => header.split(each).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

function recordsOf(
  file: string,
  text: string,
  before: number,
  delimiter: string,
): { records: Line[]; quoted: boolean } {
  try {
    return { records: records(text, before, delimiter, true), quoted: true }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // Where no cell begins with a quote, none is quoted: then each " can only be meant as it stands.
    const begins = text.split(/[\r\n]/).some(line => line.split(delimiter).some(cell => /^\s*"/.test(cell)))
    if (!begins) return { records: records(text, before, delimiter, false), quoted: false }
    const line = Number((error as { lines?: unknown }).lines) + before
    throw new BadFile(file, [
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? `line ${lastOpened(text, delimiter) + before}: a quote is opened and never closed; close it`
        : `line ${line}: a " stands where no quote may be; write it twice in a quoted cell ("6"" pipe")`,
    ])
  }
}

function records(text: string, before: number, delimiter: string, quoted: boolean): Line[] {
  const rows = parse(text, {
    delimiter,
    quote: quoted ? '"' : null,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    to: MOST + 2,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return rows.map(({ record, info }) => {
    const inside = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
    return { line: info.lines + before - inside, cells: record }
  })
}

/** Line of the last cell that begins with a quote: where the one that never ends was opened at the latest. */
function lastOpened(text: string, delimiter: string): number {
  const lines = text.split(/\r\n|\n|\r/)
  return lines.findLastIndex(line => line.split(delimiter).some(cell => cell.startsWith('"'))) + 1
}

/** A row must have its cells, and no cell may have swallowed other rows: as many delimiters as a row has, across a line break. */
function checkCells(
  file: string,
  line: number,
  cells: readonly string[],
  wanted: number,
  delimiter: string,
): void {
  if (cells.length !== wanted)
    throw new BadFile(file, [
      `line ${line}: ${cells.length} cells where the header has ${wanted}; quote cells that hold ${delimiter === '\t' ? 'tabs' : delimiter}`,
    ])
  for (const cell of cells) {
    if (wanted < 3 || !/[\r\n]/.test(cell)) continue
    const inside = cell
      .split(delimiter)
      .slice(1)
      .filter(part => !/^[ ]/.test(part)).length
    if (inside >= wanted - 1)
      throw new BadFile(file, [
        `line ${line}: a quoted cell goes on over the next line and holds what looks like other rows; write a " inside a cell twice, or close the quote`,
      ])
  }
}
