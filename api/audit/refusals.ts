import { type Ctx, transact } from '../context.ts'
import { record } from './record.ts'

/** The same refusal of the same person is kept once in so long: a screen may ask again and again. */
const KEPT_EVERY_SECONDS = 60

/**
 * Keeps that somebody was refused. Deferred, and no more than a log line when it fails: the refusal
 * itself never waits for its record.
 */
export function noteRefusal(
  ctx: Ctx,
  action: 'auth.permission_denied' | 'auth.csrf_refused',
  /** What tells one refusal of a person from another. */
  what: string,
  facts: Record<string, string | number | null>,
): void {
  const keep = async () => {
    const key = `refused:${ctx.actor.userId}:${action}:${what}`
    if (!(await ctx.cache.claim(key, KEPT_EVERY_SECONDS))) return
    await transact(ctx, (ctx) => record(ctx, { action, entityId: null, facts }))
  }
  ctx.defer(
    keep().catch((cause) =>
      ctx.log.error('audit.lost', { requestId: ctx.requestId, action }, cause),
    ),
  )
}
