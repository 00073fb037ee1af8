import { existsSync, readdirSync } from 'node:fs'

/** TypeScript files below a folder, as paths from the repository root with forward slashes. */
export function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => /\.tsx?$/.test(name))
}
