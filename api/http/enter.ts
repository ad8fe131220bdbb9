import { createMiddleware } from 'hono/factory'
import { actorOf } from '../auth/session.ts'
import { REMEMBERED_MS } from '../platform/kept.ts'
import type { Foreseen } from '../platform/platform.ts'
import type { AppEnv } from './env.ts'
import type { Attempt } from './finished-answers.ts'
import { noted } from './notes.ts'

/** Makes the context of the request: who is asking, with which token, under which request id. */
export const enter = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    const { platform: shared, attempt } = c.env
    const platform = {
      ...shared,
      foreseen: foreseenBy(attempt),
      lasts: { untilMs: shared.clock.now().getTime() + REMEMBERED_MS },
    }
    const actor = await actorOf(platform, c.req.raw, c.env.address)
    c.set('ctx', { ...platform, actor, requestId: c.get('requestId'), address: c.env.address })
    await next()
  }),
  { signedIn: true, problems: ['unauthenticated', 'forbidden', 'too_many_requests'] },
)

/** The versions that the door has asked for belong to this request too. */
function foreseenBy(attempt: Attempt | undefined): Foreseen {
  const { namespaces = [], version = '' } = attempt?.before ?? {}
  const versions = version.split(' ')
  return new Map(namespaces.map((name, nth) => [name, Promise.resolve(versions[nth] ?? '')]))
}
