import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const OUT = '.twin/client'
const STAMP = join(OUT, '.built-from')
/** What the client is made of. */
const SOURCES = ['client', 'models', 'geodata', 'public', 'vite.config.ts', 'package-lock.json']
/** Files worth a compressed twin beside them. */
const PACKABLE = /\.(js|css|html|svg|json|webmanifest|wasm|txt)$/

/** Build the client when its sources changed since the last build; answers its folder. Throws what vite says when it fails. */
export async function buildClient(say: (line: string) => void): Promise<string> {
  const hash = hashOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return OUT
  say('Building the client (once, until its sources change) …')
  const { build } = await import('vite')
  await build({ logLevel: 'warn' })
  for (const file of filesBelow(OUT)) {
    if (PACKABLE.test(file)) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)))
  }
  mkdirSync(OUT, { recursive: true })
  writeFileSync(STAMP, hash)
  return OUT
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
