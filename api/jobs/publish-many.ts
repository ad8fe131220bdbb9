import type { Ctx, TxCtx } from '#api/context.ts'
import { LIVE_EVENTS, type LiveEventType } from '#db/words.ts'
import { enqueue } from './enqueue.ts'

export type Heard = { companyId: string; type: LiveEventType; id: string }

/** So many companies hear of a change before its answer; Workers allow an invocation 1,000 subrequests. */
const AT_ONCE_MAX = 200
/** The events of one job. */
export const EVENTS_MAX = 400

/**
 * Publishes live events to any number of companies after the commit: to the first ones before the answer, to
 * the others by jobs, each an invocation of its own. An event that is published twice does no harm.
 */
export async function publishMany(ctx: TxCtx, events: readonly Heard[]): Promise<void> {
  for (const { companyId, type, id } of events.slice(0, AT_ONCE_MAX))
    ctx.changed({ event: { type, id }, heardBy: [companyId] })
  for (let from = AT_ONCE_MAX; from < events.length; from += EVENTS_MAX)
    await enqueue(ctx, 'live.publish', { events: events.slice(from, from + EVENTS_MAX) })
}

/** The job: publishes its events. Those of types that this version does not know are left out. */
export async function publishEvents(
  ctx: Ctx,
  events: readonly { companyId: string; type: string; id: string }[],
): Promise<void> {
  const publishes = events.flatMap(({ companyId, type, id }) => {
    const known = LIVE_EVENTS.find((one) => one === type)
    return known ? [ctx.realtime.publish(companyId, { type: known, id })] : []
  })
  await Promise.all(publishes)
}
