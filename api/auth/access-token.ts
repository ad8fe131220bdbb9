import { errors } from 'jose'
import * as z from 'zod'
import { ROLES, TIERS } from '#db/words.ts'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import { lastsUntil } from '../platform/lasts.ts'
import type { Platform } from '../platform/platform.ts'
import { Id } from '../shapes.ts'
import { type Keys, payloadOf, SKEW_SECONDS, signed } from './signed.ts'

export const ACCESS_SECONDS = 15 * 60
const TOKENS_REMEMBERED_MAX = 10_000
const TOKEN_CHARACTERS_MAX = 2_000

const AUDIENCE = 'api'

const Claims = z.object({
  sub: Id,
  sid: Id,
  cid: Id,
  tier: z.enum(TIERS),
  role: z.enum(ROLES),
  hq: Id,
  ag: Id.nullable(),
  exp: z.int(),
})

type Verified = { actor: Actor; until: number }

/** Signs ids, tier and role of the actor with the newest key. */
export function accessTokenFor(keys: Keys, actor: Actor, seconds: number): Promise<string> {
  const { sessionId: sid, companyId: cid, tier, role, hqId: hq, agencyId: ag } = actor
  return signed(
    keys,
    { sid, cid, tier, role, hq, ag },
    { audience: AUDIENCE, subject: actor.userId, seconds },
  )
}

/** The actor that a token names. A process checks each signature once and the expiry every time. */
export async function actorIn(platform: Keys & Pick<Platform, 'memo' | 'lasts'>, token: string) {
  const known = platform.memo.map<Verified>('tokens', TOKENS_REMEMBERED_MAX)
  let verified = known.get(token)
  if (!verified) {
    verified = await verify(platform, token)
    known.set(token, verified)
  }
  if (verified.until <= platform.clock.now().getTime()) throw refused('has expired')
  lastsUntil(platform, verified.until)
  return verified.actor
}

async function verify(keys: Keys, token: string): Promise<Verified> {
  if (token.length > TOKEN_CHARACTERS_MAX) throw refused('is not one of ours')
  try {
    const payload = await payloadOf(keys, token, AUDIENCE)
    const { sub, sid, cid, tier, role, hq, ag, exp } = Claims.parse(payload)
    const actor = {
      userId: sub,
      sessionId: sid,
      companyId: cid,
      tier,
      role,
      hqId: hq,
      agencyId: ag,
      // The token only identifies the person; grants come from the auth state.
      grants: [],
    }
    return { actor, until: (exp + SKEW_SECONDS) * 1000 }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('has expired')
    if (error instanceof errors.JOSEError || error instanceof z.ZodError)
      throw refused('is not one of ours')
    throw error
  }
}

const refused = (why: string) =>
  new AppError('unauthenticated', `The access token ${why}. Refresh it or sign in again.`)
