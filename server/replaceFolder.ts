import { existsSync, renameSync, rmSync } from 'node:fs'

/** Times another process may get in between. */
const TRIES = 10

/** Put a whole draft in a folder's place by renaming. `isThere` says that another process has put the same there, which ends the matter. Throws what the last rename threw. */
export function replaceFolder(draft: string, folder: string, isThere: () => boolean): void {
  const aside = `${draft}.old`
  try {
    for (let tries = 1; ; tries++) {
      if (isThere()) return
      try {
        if (existsSync(folder)) renameSync(folder, aside)
        renameSync(draft, folder)
        return
      } catch (error) {
        if (existsSync(aside) && !existsSync(folder)) renameSync(aside, folder)
        if (tries === TRIES) throw error
      }
    }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}
