import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** What a command line said. */
export type Said<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>

/** Read a command line. `--help` prints what the command is for and ends with 0; an unknown option ends with 2 and a sentence. */
export function readCommandLine<const O extends Options>(
  help: string,
  options: O,
  args: readonly string[] = process.argv.slice(2),
): Said<O> {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  if (before.includes('--help') || before.includes('-h')) {
    console.log(help)
    process.exit(0)
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    // Node's own words go on with a hint on how to write positionals.
    const [sentence = ''] = (error as Error).message.split(/\. (?=To )/)
    console.error(`${sentence.replace(/\.$/, '')}; these there are:\n${help}`)
    process.exit(2)
  }
}
