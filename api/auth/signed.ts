import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Platform } from '../platform/platform.ts'

/** The tolerated difference between the clocks of two of our machines. */
export const SKEW_SECONDS = 60

// The algorithm is fixed here, never taken from the token.
const ALGORITHM = 'HS256'
const ISSUER = 'maru'

export type Keys = Pick<Platform, 'settings' | 'clock'>

/** Signs claims about one user for one audience with the newest key; valid for `seconds`. */
export function signed(
  { settings, clock }: Keys,
  claims: JWTPayload,
  { audience, subject, seconds }: { audience: string; subject: string; seconds: number },
): Promise<string> {
  const [key] = settings.tokenKeys
  if (!key) throw new Error('there is no key to sign with')
  const now = Math.floor(clock.now().getTime() / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: key.id, typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(key.secret)
}

/**
 * Verifies a text that one of our keys signed for this audience, and returns its claims. Throws jose's errors
 * otherwise.
 */
export async function payloadOf(
  { settings, clock }: Keys,
  text: string,
  audience: string,
): Promise<JWTPayload> {
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
      audience,
      currentDate: clock.now(),
      clockTolerance: SKEW_SECONDS,
    },
  )
  return payload
}
