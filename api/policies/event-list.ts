import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { type Decode, instant, nullable, oneOf, text } from '#db/values.ts'
import { POLICY_EVENT_KINDS } from '#db/words.ts'
import { filter, queryOf } from '../list.ts'
import { Id, Instant, pageQuery } from '../shapes.ts'

// The list of what happened to a policy: columns, item, filters and cursor. In its statement `e` is
// `policy_events`, `o` the other policy of a succession.

const EventSide = z.union([
  z.string(),
  z.int(),
  z.boolean(),
  z.null(),
  z.object({ only: z.array(Id) }),
])
const side: Decode<z.infer<typeof EventSide>> = (value) => EventSide.parse(value)

export const EVENT = {
  id: text,
  kind: oneOf(POLICY_EVENT_KINDS),
  before: side,
  after: side,
  at: instant,
  byName: nullable(text),
  otherId: nullable(text),
  otherTitle: nullable(text),
}

export type PolicyEvent = z.infer<typeof PolicyEvent>
export const PolicyEvent = z.object({
  id: Id,
  kind: z.enum(POLICY_EVENT_KINDS),
  /** The value before, or the companies that only this side has; null when there is none. */
  before: EventSide,
  after: EventSide,
  at: Instant,
  /** Null for what the clock did. */
  byName: z.string().nullable(),
  /** The other policy of a succession: which follows, or no longer does. */
  otherId: Id.nullable(),
  otherTitle: z.string().nullable(),
})

export const EVENT_FILTERS = {
  kind: filter(z.enum(POLICY_EVENT_KINDS), (kind) => sql`e.kind = ${kind}`),
  after: filter(Id, (id) => sql`e.id < ${id}`),
}

export type EventFilter = z.infer<typeof EventFilter>
export const EventFilter = z.strictObject({ ...pageQuery, ...queryOf(EVENT_FILTERS) })
