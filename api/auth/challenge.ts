import { errors, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { Id } from '../shapes.ts'
import type { Account } from '../users/account.ts'
import { SKEW_SECONDS } from './access-token.ts'

export const CHALLENGE_SECONDS = 5 * 60

const ALGORITHM = 'HS256'
const ISSUER = 'maru'
/** Not the API's: this opens nothing but the second step. */
const AUDIENCE = 'second-factor'
const Claims = z.object({ sub: Id, pwd: z.int() })

type Keys = Pick<Platform, 'settings' | 'clock'>

/** Says, signed, that this account's present password was shown a moment ago. */
export async function challengeFor({ settings, clock }: Keys, account: Account): Promise<string> {
  const [key] = settings.tokenKeys
  if (!key) throw new Error('there is no key to sign challenges with')
  const now = Math.floor(clock.now().getTime() / 1000)
  return new SignJWT({ pwd: passwordOf(account) })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.id, typ: 'JWT' })
    .setSubject(account.user.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + CHALLENGE_SECONDS)
    .sign(key.secret)
}

/** Whose password was shown, and which one. */
export type Challenge = z.infer<typeof Claims>

export async function readChallenge({ settings, clock }: Keys, text: string): Promise<Challenge> {
  try {
    const { payload } = await jwtVerify(
      text,
      ({ kid }) => {
        const key = settings.tokenKeys.find(({ id }) => id === kid)
        if (!key) throw new errors.JWKSNoMatchingKey()
        return key.secret
      },
      {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: clock.now(),
        clockTolerance: SKEW_SECONDS,
      },
    )
    return Claims.parse(payload)
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw overdue()
    throw error
  }
}

/** A challenge ends with the password it was made for. */
export const isOf = ({ sub, pwd }: Challenge, account: Account): boolean =>
  sub === account.user.id && pwd === passwordOf(account)

export const overdue = () =>
  new AppError('unauthenticated', 'The first step is too long ago. Enter the password again.')

const passwordOf = ({ passwordChangedAt }: Account) => passwordChangedAt?.getTime() ?? 0
