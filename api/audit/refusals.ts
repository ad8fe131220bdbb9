import { type Ctx, transact } from '../context.ts'
import { record } from './record.ts'

/**
 * A screen may repeat a refused request, so the same refusal of the same person is recorded once per
 * interval.
 */
const KEPT_EVERY_SECONDS = 60

/**
 * Records a refusal after the answer: the answer does not wait for it, and a failure only writes a log line.
 */
export function noteRefusal(
  ctx: Ctx,
  action: 'auth.permission_denied' | 'auth.csrf_refused',
  /** Distinguishes refusals of one person from each other. */
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
