/** Runs command lines one after the other in one process, so that the modules they share are read once. The lines come as JSON in the first argument; what each said and how it ended goes to stdout as JSON. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const lines = JSON.parse(process.argv[2]!) as [file: string, ...args: string[]][]
const write = process.stdout.write.bind(process.stdout)
/** The line that runs; what a script does after its end does not count. */
let run = { code: 0, out: '', error: '', ended: false }
process.stdout.write = (text: unknown) => keep('out', text)
process.stderr.write = (text: unknown) => keep('error', text)
process.exit = code => {
  if (!run.ended) run.code = Number(code ?? process.exitCode ?? 0)
  run.ended = true
  throw new Error('ended')
}
const results: object[] = []
const known = new Set<string>()
for (const [file, ...args] of lines) {
  run = { code: 0, out: '', error: '', ended: false }
  process.exitCode = 0
  process.argv = [process.argv[0]!, resolve(file), ...args]
  const { href } = pathToFileURL(resolve(file))
  // A script that ran before gets a name of its own, so that it runs anew.
  await import(known.has(file) ? `${href}?${results.length}` : href).catch(error =>
    keep('error', error.stack),
  )
  known.add(file)
  results.push({ code: run.ended ? run.code : Number(process.exitCode), out: run.out, error: run.error })
}
process.exitCode = 0
write(JSON.stringify(results))

function keep(name: 'out' | 'error', text: unknown): boolean {
  if (!run.ended) run[name] += String(text)
  return true
}
