import { execFileSync } from 'node:child_process'

/** `npm run account` on an installation's data folder; `input` goes to its standard input. */
export function account(data: string, words: readonly string[], input = ''): void {
  const command = ['node_modules/tsx/dist/cli.mjs', 'server/accounts/command.ts', ...words]
  execFileSync(process.execPath, [...command, '--data', data], { input })
}
