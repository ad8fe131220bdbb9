import type { Actor } from '../access/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { standingOfListener, standingOfToken } from './standing.ts'

/**
 * Whether somebody who was let in still may be, for what lives longer than a request: a socket. Rejects
 * once the person may no longer come in. The access token's own end does not count: the session's does,
 * and a browser that does nothing but listen idles out.
 */
export async function recheck(
  platform: Platform,
  actor: Actor,
  request: Pick<Request, 'headers'>,
): Promise<void> {
  if (!actor.scopes) return void (await standingOfListener(platform, actor))
  const secret = request.headers.get('authorization')?.replace(/^Bearer +/i, '') ?? ''
  await standingOfToken(platform, secret)
}
