import type { Actor } from '../access/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { authStateOfListener, authStateOfToken } from './auth-state.ts'

/**
 * Whether an admitted person still may use what outlives a request: a socket. Rejects once the person is
 * refused. The expiry of the access token does not count, the end of the session does; a browser that only
 * listens becomes idle.
 */
export async function recheck(
  platform: Platform,
  actor: Actor,
  request: Pick<Request, 'headers'>,
): Promise<void> {
  if (!actor.scopes) return void (await authStateOfListener(platform, actor))
  const secret = request.headers.get('authorization')?.replace(/^Bearer +/i, '') ?? ''
  await authStateOfToken(platform, secret)
}
