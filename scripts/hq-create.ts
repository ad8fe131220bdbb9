import { parseArgs } from 'node:util'
import type * as z from 'zod'
import { importRows } from '#api/catalog/import.ts'
import { starterRows } from '#api/catalog/starter.ts'
import type { TxCtx } from '#api/context.ts'
import { parseConfig } from '#api/platform/config.ts'
import { SignUpHeadquarters } from '#api/registration/contract.ts'
import { createHeadquarters, type NewHeadquarters } from '#api/registration/headquarters.ts'
import { PASSWORD_CHARACTERS_MIN, type PasswordFault } from '#api/users/password-rule.ts'
import { environment } from './environment.ts'
import { readHidden } from './hidden-line.ts'
import type { Verb } from './verb.ts'
import { visit } from './visit.ts'

/** The options and their fields in the sign-up. The password is none: other users can see arguments. */
const OPTIONS = {
  name: 'company.name',
  'business-number': 'company.businessNumber',
  address: 'company.address',
  phone: 'company.phone',
  username: 'admin.username',
  'admin-name': 'admin.name',
  'admin-email': 'admin.email',
  'admin-phone': 'admin.phone',
} as const
type Option = keyof typeof OPTIONS

const USAGE = `Makes a headquarters and its first admin, both at work at once.

  --name 새봄모바일 --business-number 124-81-00998 --address "서울 …" --phone 02-123-4567
  --username boss --admin-name 홍길동 --admin-email boss@example.com --admin-phone 010-1234-5678

With --starter-catalogue it begins with three carriers, 12 plans and 6 devices of invented names, which
its admin corrects, removes or takes back at once.

The password is asked for, or read from standard input. The database is the one of DATABASE_URL, else
the embedded one in MARU_DATA, whether or not a Maru is running on it.`

export const verb: Verb = {
  usage: USAGE,
  options: 'unread',
  async run({ args }) {
    const { code, name, signInAt } = await createFrom(args, environment(), askTwice)
    console.log(`${name}: ${code}`)
    console.log(
      `Its agencies sign up with this code. The admin signs in at ${signInAt} and sets up`,
    )
    console.log('a second factor there before anything else.')
    return true
  },
}

const STARTER = 'starter-catalogue'

const NewHeadquartersInput = SignUpHeadquarters.omit({ token: true })

type Made = { code: string; name: string; signInAt: string }

/** Creates it and returns its company code. Throws one sentence with all wrong options. */
export async function createFrom(
  args: string[],
  env: Record<string, string | undefined>,
  askPassword: (prompt: string) => Promise<string | undefined>,
): Promise<Made> {
  const config = parseConfig(env)
  const { withStarter, ...given } = argumentsIn(args)
  const input = await inputFrom(given, askPassword)
  return visit(config, async (platform) => {
    const made = await createHeadquarters(
      { ...platform, requestId: 'hq-create' },
      input,
      withStarter ? { after: startCatalogue } : {},
    )
    const code = made.companyCode ?? ''
    return { code, name: made.companyName, signInAt: `${config.publicUrl}/login` }
  })
}

/** The invented catalogue, in the transaction of the new headquarters. */
async function startCatalogue(ctx: TxCtx): Promise<void> {
  await importRows(ctx, starterRows(), ctx.clock.now())
}

async function inputFrom(
  given: Partial<Record<Option, string>>,
  askPassword: (prompt: string) => Promise<string | undefined>,
): Promise<NewHeadquarters> {
  const missing = (Object.keys(OPTIONS) as Option[]).filter((option) => !given[option])
  if (missing.length > 0)
    throw new Error(`${USAGE}\n\nMissing: ${missing.map((option) => `--${option}`).join(', ')}`)
  const password = await askPassword('Password of the first admin (not shown): ')
  if (password === undefined) throw new Error('No password came, so nothing was made.')
  const parsed = NewHeadquartersInput.safeParse({
    company: {
      name: given.name,
      businessNumber: given['business-number'],
      address: given.address,
      phone: given.phone,
    },
    admin: {
      username: given.username,
      password,
      name: given['admin-name'],
      email: given['admin-email'],
      phone: given['admin-phone'],
    },
  })
  if (!parsed.success) throw new Error(parsed.error.issues.map(faultOf).join('\n'))
  return parsed.data
}

type Given = Partial<Record<Option, string>> & { withStarter: boolean }
function argumentsIn(args: string[]): Given {
  const named = Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }])
  const options = { ...Object.fromEntries(named), [STARTER]: { type: 'boolean' as const } }
  try {
    const values: Record<string, unknown> = parseArgs({ args, options }).values
    const { [STARTER]: starter, ...texts } = values
    // Every other option is a text.
    return { ...(texts as Partial<Record<Option, string>>), withStarter: starter === true }
  } catch (error) {
    // The input is not repeated: it may contain a password.
    throw new Error(`${USAGE}\n\nThere is an argument that is none of these.`, { cause: error })
  }
}

function faultOf({ path, message }: z.core.$ZodIssue): string {
  const place = path.join('.')
  const option = Object.entries(OPTIONS).find(([, at]) => at === place)?.[0]
  return option ? `--${option}: ${message}` : `The password ${PASSWORD_FAULTS[message] ?? message}`
}

const PASSWORD_FAULTS: Record<string, string> = {
  too_short: `has fewer than ${PASSWORD_CHARACTERS_MIN} characters.`,
  common: 'is one that many people use.',
  repeated: 'repeats the same few characters.',
  personal: 'contains the username, the e-mail or the name of the company.',
} satisfies Record<PasswordFault, string>

/** Typed twice at a terminal, because the input is hidden. */
async function askTwice(prompt: string): Promise<string | undefined> {
  const first = await readHidden(prompt)
  if (!process.stdin.isTTY || first === undefined) return first
  if ((await readHidden('Once more: ')) !== first)
    throw new Error('The two passwords differ, so nothing was made.')
  return first
}
