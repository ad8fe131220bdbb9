import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { IMPACT_STATUSES } from '../words.ts'
import { at, id, won } from './columns.ts'
import { policyDrafts } from './drafts.ts'
import { policies } from './policies.ts'

export const impactStatus = pgEnum('impact_status', IMPACT_STATUSES)

/** What a draft would have cost: a replay of past orders with its prices. Goes with its draft. */
export const impacts = pgTable(
  'impacts',
  {
    id: id(),
    hqId: uuid().notNull(),
    // Of a draft, or of other companies of a published policy; the other one is null.
    draftId: uuid().references(() => policyDrafts.id, { onDelete: 'cascade' }),
    policyId: uuid().references(() => policies.id),
    requestedBy: uuid().notNull(),
    status: impactStatus().notNull(),
    cancelRequested: boolean().notNull().default(false),
    // Whole Seoul days, both included; `days` of them.
    days: integer().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    toDay: date({ mode: 'string' }).notNull(),
    doneDays: integer().notNull().default(0),
    // What of the draft decides the result, as it was when this began, and the draft's version then.
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    contentHash: text().notNull(),
    // Of the policy, if there is no draft.
    draftVersion: integer().notNull(),
    // The sums of the days that are done, so that another attempt continues there.
    tally: jsonb().$type<Record<string, unknown>>(),
    result: jsonb().$type<Record<string, unknown>>(),
    // What the draft would have paid more than was booked; below zero for less.
    riseWon: won(),
    createdAt: at().notNull(),
    finishedAt: at(),
  },
  (t) => [
    index().on(t.draftId, t.id),
    index().on(t.policyId, t.id),
    uniqueIndex('impacts_open').on(t.draftId).where(sql`${t.status} in ('queued', 'processing')`),
    uniqueIndex('impacts_open_of_policy')
      .on(t.policyId)
      .where(sql`${t.status} in ('queued', 'processing')`),
    check('impacts_subject', sql`(${t.draftId} is null) <> (${t.policyId} is null)`),
  ],
)
