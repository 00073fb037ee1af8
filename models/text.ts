import { z } from 'zod'

/** Text that any database and any screen takes: no control characters but line breaks, no half of a character; length in characters. */
export function text(least: number, most: number) {
  return z
    .string()
    .transform(given => given.normalize('NFC').trim())
    .refine(
      given => given.length >= least && given.length <= most,
      `must have ${least} to ${most} characters`,
    )
    .refine(isPlainText, 'must be plain text without control characters')
}

/** A reason or note that may be left out; the same rules. */
export function optionalText(most: number) {
  return text(0, most).optional()
}

/** Any text in a form every database takes and gives back alike: what no screen can show becomes U+FFFD. */
export function plainText(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return given.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]/gu, '\ufffd')
}

/** True for text without NUL and other control characters (line breaks and tabs may be) and without lone surrogates. */
export function isPlainText(given: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]/u.test(given)
}
