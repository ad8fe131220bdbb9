import type { Session } from '../devices/queries.ts'
import { type Account, actorFor, meIn, type Visitor } from '../users/account.ts'
import type { Me } from '../users/contract.ts'
import { ACCESS_SECONDS, accessTokenFor } from './access-token.ts'
import { refreshTokenFor } from './refresh-token.ts'

export type Issued = {
  accessToken: string
  expiresIn: number
  refreshToken: string
  refreshExpiresIn: number
  user: Me
}

/** The tokens of an open session. */
export async function issue(ctx: Visitor, account: Account, session: Session): Promise<Issued> {
  const left = Math.floor((session.expiresAt.getTime() - ctx.clock.now().getTime()) / 1000)
  // The last access token must not outlive its session.
  const expiresIn = Math.min(ACCESS_SECONDS, left)
  return {
    accessToken: await accessTokenFor(ctx, actorFor(account, session), expiresIn),
    expiresIn,
    refreshToken: await refreshTokenFor(ctx, { sessionId: session.id, counter: session.counter }),
    refreshExpiresIn: left,
    user: meIn(account, ctx.clock.now()),
  }
}
