import { errors } from 'jose'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import { Id } from '../shapes.ts'
import type { Account } from '../users/account.ts'
import { type Keys, payloadOf, signed } from './signed.ts'

export const CHALLENGE_SECONDS = 5 * 60

/** Differs from the API's audience: a challenge opens only the second step. */
const AUDIENCE = 'second-factor'
const Claims = z.object({ sub: Id, pwd: z.int() })

/** A signed statement that this account's current password was entered just now. */
export const challengeFor = (keys: Keys, account: Account): Promise<string> =>
  signed(
    keys,
    { pwd: passwordOf(account) },
    { audience: AUDIENCE, subject: account.user.id, seconds: CHALLENGE_SECONDS },
  )

/** Which account's password was entered, and which version of it. */
export type Challenge = z.infer<typeof Claims>

export async function readChallenge(keys: Keys, text: string): Promise<Challenge> {
  try {
    return Claims.parse(await payloadOf(keys, text, AUDIENCE))
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw overdue()
    throw error
  }
}

/** A challenge becomes invalid when the password changes. */
export const isOf = ({ sub, pwd }: Challenge, account: Account): boolean =>
  sub === account.user.id && pwd === passwordOf(account)

export const overdue = () =>
  new AppError('unauthenticated', 'The first step is too long ago. Enter the password again.')

const passwordOf = ({ passwordChangedAt }: Account) => passwordChangedAt?.getTime() ?? 0
