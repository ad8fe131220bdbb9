import type { Ctx, TxCtx } from '#api/context.ts'
import { LIVE_EVENTS, type LiveEventType } from '#db/event-words.ts'
import { enqueueAll } from './enqueue.ts'

export type Heard = { companyId: string; type: LiveEventType; id: string }

/** So many events of a transaction go out before its answer: those of a full batch of orders. */
export const AT_ONCE_MAX = 64
/** The events of one job, which is an invocation of its own on Workers. */
export const EVENTS_MAX = 400

/**
 * Publishes live events to any number of companies after the commit. A few go out before the answer; many go by
 * jobs, because on Workers each is a call to a room that may have to be started. So the calls of a command do not
 * grow with the number of companies. An event that is published twice does no harm.
 */
export const publishMany = (ctx: TxCtx, events: readonly Heard[]): void =>
  ctx.atLast(fanOut, events)

async function fanOut(ctx: TxCtx, named: readonly Heard[]): Promise<void> {
  const events = [
    ...new Map(
      named.map((heard) => [`${heard.companyId} ${heard.type} ${heard.id}`, heard]),
    ).values(),
  ]
  if (events.length <= AT_ONCE_MAX)
    for (const { companyId, type, id } of events)
      ctx.changed({ event: { type, id }, heardBy: [companyId] })
  else await enqueueAll(ctx, 'live.publish', partsOf(events))
}

function partsOf(events: Heard[]): { events: Heard[] }[] {
  const parts: { events: Heard[] }[] = []
  for (let from = 0; from < events.length; from += EVENTS_MAX)
    parts.push({ events: events.slice(from, from + EVENTS_MAX) })
  return parts
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
