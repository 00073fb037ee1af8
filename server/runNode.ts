import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'

/** Lines of a failing child that its error repeats. */
const LAST_WORDS = 40

/** Run Node with these arguments and settings and hand its lines on. Rejects with the end of what it said when it fails; it ends with this process. */
export function runNode(
  args: readonly string[],
  line: (text: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const words: string[] = []
    const hear = (text: string): void => {
      words.push(stripVTControlCharacters(text))
      if (words.length > LAST_WORDS) words.shift()
    }
    createInterface(child.stdout).on('line', text => {
      hear(text)
      line(text)
    })
    createInterface(child.stderr).on('line', hear)
    const end = (): void => void child.kill()
    const stop = (signal: NodeJS.Signals): void => {
      end()
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    process.once('exit', end).once('SIGINT', stop).once('SIGTERM', stop)
    const over = (error?: Error): void => {
      process.off('exit', end).off('SIGINT', stop).off('SIGTERM', stop)
      if (error) reject(error)
      else resolve()
    }
    child.once('error', over)
    child.once('close', (code, signal) => {
      if (code === 0) return over()
      over(new Error(`${args.join(' ')} ended with ${signal ?? `code ${code}`}\n${words.join('\n')}`))
    })
  })
}
