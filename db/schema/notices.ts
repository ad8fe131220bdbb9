import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { NOTICE_TYPES, type Tier } from '../words.ts'
import { at, id } from './columns.ts'
import { companies } from './companies.ts'
import { policies } from './policies.ts'

export const noticeType = pgEnum('notice_type', NOTICE_TYPES)

/** What a headquarters tells the companies of its tree. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    hqId: uuid()
      .notNull()
      .references(() => companies.id),
    type: noticeType().notNull(),
    title: text().notNull(),
    content: text().notNull(),
    isImportant: boolean().notNull().default(false),
    // Companies confirm that they have read it.
    requiresReading: boolean().notNull().default(false),
    place: integer().notNull().default(0),
    policyId: uuid().references(() => policies.id),
    validFrom: at().notNull(),
    validTo: at(),
    // The audience: companies of these tiers, of these agencies or of all.
    tiers: jsonb().$type<Exclude<Tier, 'hq'>[]>().notNull(),
    agencyIds: jsonb().$type<string[]>(),
    withdrawnAt: at(),
    version: integer().notNull().default(1),
    createdBy: uuid().notNull(),
    createdAt: at().notNull(),
    updatedAt: at().notNull(),
  },
  (t) => [
    index().on(t.hqId, t.id),
    index().on(t.policyId),
    check('notices_validity', sql`${t.validTo} is null or ${t.validTo} > ${t.validFrom}`),
  ],
)

/** Who has read which version of a notice. Append-only. */
export const noticeAcknowledgements = pgTable(
  'notice_acknowledgements',
  {
    id: id(),
    noticeId: uuid()
      .notNull()
      .references(() => notices.id),
    version: integer().notNull(),
    companyId: uuid()
      .notNull()
      .references(() => companies.id),
    userId: uuid().notNull(),
    asAdmin: boolean().notNull(),
    hqId: uuid().notNull(),
    at: at().notNull(),
  },
  (t) => [
    unique('notice_acknowledgements_once').on(
      t.noticeId,
      t.version,
      t.companyId,
      t.userId,
      t.asAdmin,
    ),
  ],
)
