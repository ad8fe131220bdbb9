import { parseArgs } from 'node:util'
import { sentenceOf } from './sentence.ts'

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>
type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

/** The export `verb` of a file in this folder, which is named after a verb of package.json. */
export type Verb = {
  /** The text of `--help`. */
  usage: string
  /** The options of the verb; without it there are none. `unread` leaves all arguments to `run`. */
  options?: Options | 'unread'
  /** Returns whether it succeeded. An error is printed as one sentence. */
  run(given: { values: Values; args: string[] }): Promise<boolean>
}

/** Runs the verb to its end. The process exits with 1 after a failure or wrong arguments. */
export async function runVerb(name: string, given: string[]): Promise<void> {
  try {
    // A second `--`, which some people write by habit, is ignored.
    const args = given.filter((arg) => arg !== '--')
    const { verb }: { verb: Verb } = await import(`./${name.replace(':', '-')}.ts`)
    if (args.includes('--help')) return console.log(verb.usage)
    const values = verb.options === 'unread' ? {} : valuesIn(args, verb)
    if (!(await verb.run({ values, args }))) process.exitCode = 1
  } catch (error) {
    console.error(sentenceOf(error))
    // Anything that still runs (a half-started server, for example) must not delay the exit.
    process.exit(1)
  }
}

/** The input is not repeated: it may contain a password. */
function valuesIn(args: string[], { options = {}, usage }: Verb): Values {
  try {
    return parseArgs({ args, options: options === 'unread' ? {} : options }).values
  } catch (error) {
    throw new Error(`${usage}\n\nThere is an argument that is none of these.`, { cause: error })
  }
}
