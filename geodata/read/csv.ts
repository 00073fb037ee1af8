import { BadFile } from './Problems.ts'
import { readText } from './readText.ts'

/** One row of a CSV by column name, and the line it begins on. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Rows read at most. */
const MOST = 500_000

/** Read a CSV with a header and RFC 4180 quotes. Throws BadFile when a named column is missing, a row has another number of cells, or a quote never ends. */
export function readCsv(file: string, columns: readonly string[]): Row[] {
  const records = split(file, readText(file))
  const header = records[0]?.cells.map(name => name.trim())
  if (!header) throw new BadFile(file, ['it is empty; it needs a header line and rows'])
  const missing = columns.filter(name => !header.includes(name))
  if (missing.length > 0)
    throw new BadFile(file, [
      `line 1: columns ${missing.join(', ')} are missing; the header has ${header.join(', ')}`,
    ])
  return records.slice(1).map(({ line, cells }) => {
    if (cells.length !== header.length)
      throw new BadFile(file, [
        `line ${line}: ${cells.length} cells where the header has ${header.length}; quote cells that hold commas`,
      ])
    return { line, cells: Object.fromEntries(header.map((name, i) => [name, cells[i]!])) }
  })
}

/** Cells of every line that is not empty. */
function split(file: string, text: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let began = 1
  const end = (): void => {
    cells.push(cell)
    if (cells.length > 1 || cells[0] !== '') records.push({ line: began, cells })
    if (records.length > MOST) throw new BadFile(file, [`it has over ${MOST} rows; split it`])
    cells = []
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (c === '\n') line++
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') {
      cells.push(cell)
      cell = ''
    } else if (c === '\n') {
      end()
      began = line
    } else if (c !== '\r') cell += c
  }
  if (quoted) throw new BadFile(file, [`line ${began}: a quote is opened and never closed; close it`])
  if (cell !== '' || cells.length > 0) end()
  return records
}
