import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { replaceFolder } from './replaceFolder.ts'
import { runNode } from './runNode.ts'

/** Names the sources a built client was made from. */
const STAMP = '.built-from'
/** Files worth a compressed twin beside them. */
const PACKABLE = /\.(js|css|html|svg|json|webmanifest|wasm|txt)$/

/** Where a client comes from and goes to; a test hands in others. */
export interface ClientTools {
  readonly out: string
  /** What the client is made of. */
  readonly sources: readonly string[]
  /** Write a client into a folder. */
  readonly build: (folder: string) => Promise<void>
}

const TOOLS: ClientTools = {
  out: '.twin/client',
  sources: ['client', 'models', 'geodata', 'public', 'vite.config.ts', 'package-lock.json'],
  build: folder =>
    runNode(
      [
        'node_modules/vite/bin/vite.js',
        'build',
        '--outDir',
        resolve(folder),
        '--emptyOutDir',
        '--logLevel',
        'warn',
      ],
      () => undefined,
      // What a caller is run as (a test, say) must not become the client's own: React has a slow build for that.
      { NODE_ENV: 'production' },
    ),
}
let drafts = 0

/**
 * Build the client when its sources changed since the last build, in a process of its own; answers its folder. It is
 * written beside and put in place whole, so a failing build leaves the one before. Throws what vite says when it fails.
 */
export async function buildClient(
  say: (line: string) => void,
  { out, sources, build } = TOOLS,
): Promise<string> {
  const hash = hashOf(sources)
  const isThere = (): boolean =>
    existsSync(join(out, STAMP)) && readFileSync(join(out, STAMP), 'utf8') === hash
  if (isThere()) return out
  say('Building the client (once, until its sources change) …')
  const draft = `${out}.${process.pid}-${drafts++}.part`
  try {
    await build(draft)
    for (const file of filesBelow(draft)) {
      if (PACKABLE.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)))
    }
    writeFileSync(join(draft, STAMP), hash)
    replaceFolder(draft, out, isThere)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return out
}

/** Hash of names and contents below these paths; geodata's sources are data, not code of the client, and left out. */
function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesBelow(path)) {
      if (file.startsWith(join('geodata', 'sources'))) continue
      hash.update(file).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirSyncOr(path)
  return entries === null ? [path] : entries.sort().flatMap(name => filesBelow(join(path, name)))
}

function readdirSyncOr(path: string): string[] | null {
  try {
    return readdirSync(path)
  } catch {
    return null
  }
}
