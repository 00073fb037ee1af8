import { existsSync, readdirSync } from 'node:fs'

/** TypeScript files below a folder, as paths from the repository root with forward slashes. */
export function sourceFiles(folder: string): string[] {
  return filesBelow(folder, /\.tsx?$/)
}

/** Files below a folder whose names are such, in the same form. */
export function filesBelow(folder: string, names: RegExp): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => names.test(name))
}
