/** `npm run dev [-- options of npm start]`: the server, started again when its code changes, and Vite in front of it. */
import { type ChildProcess, spawn } from 'node:child_process'

const TSX = 'node_modules/tsx/dist/cli.mjs'
const VITE = 'node_modules/vite/bin/vite.js'

const HELP = `npm run dev [-- options of npm start]
The server, started again when its code changes, and Vite in front of it; npm start -- --help lists the options.`
const options = process.argv.slice(2)
if (options.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}
const port = options[options.indexOf('--port') + 1] ?? '8080'
const url = `http://127.0.0.1:${options.includes('--port') ? port : '8080'}`

const children: ChildProcess[] = [
  run([
    TSX,
    'watch',
    '--clear-screen=false',
    '--exclude',
    '.twin/**',
    'server/main.ts',
    '--no-client',
    ...options,
  ]),
  run([VITE], { TWIN_URL: url }),
]
for (const child of children) child.once('exit', code => end(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0))

function run(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
}

/** One without the other is of no use. */
function end(code: number): void {
  for (const child of children) child.kill('SIGTERM')
  process.exitCode = code
}
