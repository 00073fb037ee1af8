import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { HELP } from '../../server/config.ts'

const page = readFileSync('server/security/README.md', 'utf8')
/** Rows of the table of limits: what, default, file and constant, option. */
const limits = [...page.matchAll(/^\|.*?\| (\d+) \| `([^`]+)` `([^`]+)` \| (.*?) ?\|$/gm)].map(
  ([, value, file, constant, option]) => ({
    value: Number(value),
    file: file!,
    constant: constant!,
    option: option!,
  }),
)

test('the page of security has a table of limits', () => {
  expect(limits.length).toBeGreaterThan(25)
})

test.each(limits)(
  '$constant of $file is $value as the page says',
  async ({ value, file, constant, option }) => {
    const found = constant
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], await import(resolve(file)))
    expect(found).toBe(value)
    const [, flag] = /`(--[\w-]+)`/.exec(option) ?? []
    if (flag) expect(HELP).toContain(`${flag} `)
  },
)

test('every file and test that the page names is there', () => {
  for (const [, path] of page.matchAll(/`((?:server|test)\/[\w./-]+)`/g))
    expect(existsSync(path!), path).toBe(true)
})
