import { boolean, index, integer, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { CONTACT_KINDS } from '../words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'
import { policies } from './policies.ts'

export const contactKind = pgEnum('contact_kind', CONTACT_KINDS)

/**
 * Who has read which version of a policy. Append-only. A company counts as having read it when one of its
 * admins has; a person who becomes admin afterwards acknowledges once more.
 */
export const policyAcknowledgements = pgTable(
  'policy_acknowledgements',
  {
    id: id(),
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    version: integer().notNull(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    userId: uuid().notNull(),
    asAdmin: boolean().notNull(),
    hqId: uuid().notNull(),
    // The content that was acknowledged, as in `policy_versions`.
    hash: text().notNull(),
    at: at().notNull(),
  },
  (t) => [
    unique('policy_acknowledgements_once').on(
      t.policyId,
      t.version,
      t.companyId,
      t.userId,
      t.asAdmin,
    ),
  ],
)

/** Reminders and calls about the reading of a policy. Append-only. */
export const policyContacts = pgTable(
  'policy_contacts',
  {
    id: id(),
    policyId: uuid()
      .notNull()
      .references(() => policies.id),
    version: integer().notNull(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    hqId: uuid().notNull(),
    kind: contactKind().notNull(),
    note: text(),
    by: uuid().notNull(),
    at: at().notNull(),
  },
  (t) => [index().on(t.policyId, t.companyId, t.at)],
)
