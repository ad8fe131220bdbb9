import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Platform } from '../platform/platform.ts'

/** How far the clocks of two of our machines may be apart. */
export const SKEW_SECONDS = 60

// The algorithm is ours to choose, never the token's.
const ALGORITHM = 'HS256'
const ISSUER = 'maru'

export type Keys = Pick<Platform, 'settings' | 'clock'>

/** Signs claims about one user with the newest key, for one audience and so many seconds. */
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

/** What a text says that any of our keys signed for this audience. Throws jose's errors on any other. */
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
