import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { LAYERS } from '../client/layers.ts'
import { MODES } from '../client/modes.ts'
import { kinds } from '../models/kinds.ts'
import { filesBelow, sourceFiles } from './sourceFiles.ts'

/** Names that are declared once, and the files that declare them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  kind: Object.keys(kinds),
  layer: LAYERS.map(({ name }) => name),
  mode: MODES.map(({ name }) => name),
}
/** Topics share words with layers. */
const DECLARING = /^(models\/kinds?(\.ts|\/)|client\/(layers|modes)\.ts|client\/modes\/)/

test('nothing but their declarations switches on the names of kinds, layers and modes, or has a table of them', () => {
  const files = ['models', 'geodata', 'server', 'client'].flatMap(sourceFiles)
  const found = files
    .filter(file => !DECLARING.test(file))
    .flatMap(file => faultsOf(file, readFileSync(file, 'utf8')).map(fault => `${file}: ${fault}`))
  expect(found).toEqual([])
})

test('no style but that of a mode names the mode', () => {
  const named = filesBelow('client', /\.css$/).filter(file => {
    const [mine] = /^client\/modes\/(\w+)\.css$/.exec(file)?.slice(1) ?? []
    const names = [...readFileSync(file, 'utf8').matchAll(/data-mode="(\w+)"/g)].map(match => match[1])
    return names.some(name => name !== mine)
  })
  expect(named).toEqual([])
})

test.each([
  "if (asset.kind === 'solar') draw()",
  "const on = 'kiosk' !== view.mode",
  "if (mode.name === 'tour') fly()",
  "const lit = layers.has('energy')",
  "const quiet = ['plan', 'operate'].includes(mode)",
  'switch (asset.kind) { case "bus": go() }',
  "const LAYER_OF = { gasSensor: 'control', solar: 'energy' }",
  "const SOURCES = ['solar', 'wind', 'fuelCell'] as const satisfies readonly KindName[]",
  'const SIZES: Partial<Record<KindName, number>> = {}',
  'const OPEN: Readonly<Record<Mode, boolean>> = make()',
  "type Look = 'operate' | 'tour' | 'plan' | 'kiosk'",
  'const models: { [K in KindName]?: Model } = {}',
  'const scale = { kiosk: 1.35 }[mode]',
])('%s is refused', text => {
  expect(faultsOf('trial.ts', text)).toHaveLength(1)
})

test.each([
  "const made = { kind: 'solar', id }",
  "if (kindOf(asset.kind).path === 'ride') move()",
  "const USES = ['factory', 'office']",
  'const topics = { energy: 1 }',
  "if (edge.kind === 'street') pave()",
])('%s is not', text => {
  expect(faultsOf('trial.ts', text)).toEqual([])
})

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/** What a text does by the names, each fault as a line of the source. */
function faultsOf(file: string, text: string): string[] {
  const faults: string[] = []
  const visit = (node: Node): void => {
    if (isFault(node))
      faults.push(
        text
          .slice(node.start as number, node.end as number)
          .replace(/\s+/g, ' ')
          .slice(0, 90),
      )
    else for (const child of childrenOf(node)) visit(child)
  }
  visit(parseSync(file, text).program as unknown as Node)
  return faults
}

function isFault(node: Node): boolean {
  const child = (key: string): Node => node[key] as Node
  const list = (key: string): readonly Node[] => node[key] as readonly Node[]
  switch (node.type) {
    case 'BinaryExpression':
      return (
        /^[!=]==?$/.test(String(node.operator)) &&
        (isNamed(child('left'), child('right')) || isNamed(child('right'), child('left')))
      )
    case 'SwitchStatement':
      return list('cases').some(({ test }) => test && isNamed(test as Node, child('discriminant')))
    case 'CallExpression':
      return isAsked(child('callee'), list('arguments'))
    case 'ArrayExpression':
      return isTable(list('elements').map(textOf))
    case 'TSUnionType':
      return isTable(list('types').map(type => textOf(type.literal as Node | undefined)))
    case 'ObjectExpression':
      return isTable(list('properties').map(({ key }) => keyOf(key as Node | undefined)))
    case 'MemberExpression':
      // A table of one is a table when it is asked by a name.
      return child('object').type === 'ObjectExpression' && subjectOf(child('property')) !== null
    case 'TSTypeReference':
      return isRecord(node)
    case 'TSMappedType':
      return /^(KindName|LayerName|ModeName)$/.test(
        String((child('constraint')?.typeName as Node | undefined)?.name),
      )
    default:
      return false
  }
}

/** True for a literal name beside an expression of that sort: `asset.kind`, `view.mode`, `mode.name`. */
function isNamed(literal: Node, beside: Node): boolean {
  const text = textOf(literal)
  const subject = subjectOf(beside)
  return text !== null && subject !== null && NAMES[subject]!.includes(text)
}

/** True for `layers.has('energy')` and `['plan'].includes(mode)`. */
function isAsked(callee: Node, args: readonly Node[]): boolean {
  if (callee.type !== 'MemberExpression' || !args[0]) return false
  const asked = callee.object as Node
  const subject = /(kind|layer|mode)s$/i.exec(lastWord(asked) ?? '')?.[1]?.toLowerCase()
  if (subject && NAMES[subject]!.includes(textOf(args[0]) ?? '')) return true
  const about = subjectOf(args[0])
  return (
    about !== null &&
    asked.type === 'ArrayExpression' &&
    (asked.elements as Node[]).some(each => isNamed(each, args[0]!))
  )
}

/** Two names of one sort at least, and more of them than of anything else. */
function isTable(words: readonly (string | null)[]): boolean {
  return Object.values(NAMES).some(names => {
    const count = words.filter(word => word !== null && names.includes(word)).length
    return count >= 2 && count * 2 > words.length
  })
}

function isRecord(node: Node): boolean {
  const first = ((node.typeArguments as Node | undefined)?.params as readonly Node[] | undefined)?.[0]
  const key = String((first?.typeName as Node | undefined)?.name)
  return (node.typeName as Node).name === 'Record' && /^(KindName|LayerName|ModeName|Layer|Mode)$/.test(key)
}

/** The sort of name that an expression stands for, by its last word. */
function subjectOf(node: Node): string | null {
  const word = lastWord(node)
  const about = word === 'name' && node.type === 'MemberExpression' ? lastWord(node.object as Node) : word
  return /^(kind|layer|mode)$/i.exec(about ?? '')?.[1]?.toLowerCase() ?? null
}

function lastWord(node: Node): string | null {
  if (node.type === 'Identifier') return String(node.name)
  if (node.type === 'ChainExpression') return lastWord(node.expression as Node)
  return node.type === 'MemberExpression' ? lastWord(node.property as Node) : null
}

function keyOf(key: Node | undefined): string | null {
  return key?.type === 'Identifier' ? String(key.name) : textOf(key)
}

function textOf(node: Node | undefined | null): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap(value =>
    (Array.isArray(value) ? value : [value]).filter(
      (each): each is Node => typeof each === 'object' && each !== null && 'type' in each,
    ),
  )
}
