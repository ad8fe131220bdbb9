import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { DraftStep } from '../words.ts'
import { at, id, won } from './columns.ts'
import { companies } from './companies.ts'
import { policies } from './policies.ts'
import { users } from './users.ts'

/** A policy that is being written, in five steps (`domain.md` B.5, F.4). Deleted when it is published. */
export const policyDrafts = pgTable(
  'policy_drafts',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    ownerId: uuid()
      .notNull()
      .references(() => users.id),
    // Where somebody who opens it goes on; from 1.
    currentStep: integer().notNull().default(1),
    // Both null unless this is the next version of a policy: which one, and the number of its version then.
    policyId: uuid().references(() => policies.id),
    policyNumber: integer(),
    version: integer().notNull().default(1),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
    updatedBy: uuid()
      .notNull()
      .references(() => users.id),
    expiresAt: at().notNull(),
  },
  (t) => [
    index().on(t.hqId, t.id),
    index().on(t.expiresAt),
    check('policy_drafts_step', sql`${t.currentStep} between 1 and 5`),
    check('policy_drafts_based_on', sql`(${t.policyId} is null) = (${t.policyNumber} is null)`),
  ],
)

/** The content of each step, in a row of its own: a save of one step does not rewrite the others. */
export const policyDraftSteps = pgTable(
  'policy_draft_steps',
  {
    draftId: uuid()
      .notNull()
      .references(() => policyDrafts.id, { onDelete: 'cascade' }),
    step: text().$type<DraftStep>().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    // The draft's version since which the step is like this.
    version: integer().notNull(),
    updatedAt: at().notNull(),
    updatedBy: uuid()
      .notNull()
      .references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.draftId, t.step] })],
)

/**
 * Requests that a second person agrees to publish exactly this content. They outlive the draft, as the record
 * of who agreed; the published version names the draft.
 */
export const policyApprovals = pgTable(
  'policy_approvals',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    draftId: uuid().notNull(),
    // Of everything that is published; other content is not what was asked for.
    contentHash: text().notNull(),
    // The rise of 30 days that was known then; null if it was not.
    riseWon: won(),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    requestedAt: at().notNull(),
    // All null until somebody decides; a reason only for a refusal.
    approved: boolean(),
    reason: text(),
    decidedBy: uuid().references(() => users.id),
    decidedAt: at(),
  },
  (t) => [
    index().on(t.draftId, t.id),
    check(
      'policy_approvals_decided',
      sql`(${t.approved} is null) = (${t.decidedAt} is null) and (${t.approved} is null) = (${t.decidedBy} is null)`,
    ),
    check('policy_approvals_two_people', sql`${t.decidedBy} is distinct from ${t.requestedBy}`),
  ],
)
