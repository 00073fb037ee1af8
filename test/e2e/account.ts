import { execFileSync } from 'node:child_process'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'

/** `npm run account` on an installation's data folder; `input` goes to its standard input. */
export function account(data: string, words: readonly string[], input = ''): void {
  const command = ['node_modules/tsx/dist/cli.mjs', 'server/accounts/command.ts', ...words]
  execFileSync(process.execPath, [...command, '--data', data], { input })
}

/** A browser's own context in which this account is logged in, by the same door as the page's form. */
export async function logInAs(
  browser: Browser,
  url: string,
  name: string,
  password: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    ...options,
  })
  const answer = await context.request.post(`${url}/api/session`, {
    data: { name, password },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`login of ${name}: ${answer.status()} ${await answer.text()}`)
  return context
}
