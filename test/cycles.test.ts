import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './sourceFiles.ts'

/** An import of a file by a file; of types alone when nothing of it is left at run time. */
interface Edge {
  readonly to: string
  readonly typesOnly: boolean
}

const files = ['models', 'geodata', 'server', 'client'].flatMap(sourceFiles)
const known = new Set(files)
const graph = new Map(files.map(file => [file, edgesOf(file)]))

test('no file imports itself by way of others at run time', () => {
  expect(cyclesOf(file => graph.get(file)!.filter(edge => !edge.typesOnly))).toEqual([])
})

test('no file needs one of another folder that needs it, types included', () => {
  const crossing = cyclesOf(file => graph.get(file)!).filter(cycle => new Set(cycle.map(dirname)).size > 1)
  expect(crossing).toEqual([])
})

/** Groups of files that reach each other (Tarjan 1972), each sorted. */
function cyclesOf(edges: (file: string) => readonly Edge[]): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.get(file)!)
    stack.push(file)
    for (const { to } of edges(file)) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!))
    }
    if (low.get(file) !== index.get(file)) return
    const group = stack.splice(stack.indexOf(file))
    if (group.length > 1) found.push(group.sort())
  }
  for (const file of files) if (!index.has(file)) visit(file)
  return found
}

function edgesOf(file: string): Edge[] {
  const text = readFileSync(file, 'utf8')
  const imports = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:([^'"]*?)\s+from\s+)?'(\.[^']+)'/gms)
  return [...imports].flatMap(([, type, names = '', target = '']) => {
    const to = relative('.', resolve(dirname(file), target)).replaceAll('\\', '/')
    const listed = /\{([^}]*)\}/.exec(names)?.[1]
    const onlyTypes =
      type !== undefined ||
      (listed !== undefined &&
        names.replace(/\{[^}]*\}/, '').trim() === '' &&
        listed
          .split(',')
          .filter(name => name.trim())
          .every(name => /^\s*type\s/.test(name)))
    return known.has(to) ? [{ to, typesOnly: onlyTypes }] : []
  })
}
