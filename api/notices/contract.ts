import * as z from 'zod'
import { NOTICE_TYPES } from '#db/words.ts'
import { Id, Instant, Memo, pageOf, setOf, Text } from '../shapes.ts'
import { NoticeReader } from './board-list.ts'
import { AUDIENCE_TIERS, NoticeItem } from './list.ts'

export { NoticeReader, ReaderFilter } from './board-list.ts'
export { NoticeFilter, NoticeItem } from './list.ts'

const PLACE_MAX = 999
const AGENCIES_MAX = 1_000

export type NoticePage = z.infer<typeof NoticePage>
export const NoticePage = pageOf(NoticeItem)

/** `counts` is over all companies to which the notice is addressed. */
export type ReaderPage = z.infer<typeof ReaderPage>
export const ReaderPage = pageOf(NoticeReader).extend({
  counts: z.object({ companies: z.int(), read: z.int() }),
})

const content = {
  type: z.enum(NOTICE_TYPES),
  title: Text(200),
  content: Memo(5000),
  isImportant: z.boolean(),
  /** Companies are asked to confirm that they have read it. */
  requiresReading: z.boolean(),
  place: z.int().min(0).max(PLACE_MAX),
  /** Shown at this policy, to companies that it reaches. */
  policyId: Id.nullable(),
  /** Null: from now on. Companies are notified of a notice only when it is in force at once. */
  validFrom: Instant.nullable(),
  validTo: Instant.nullable(),
  tiers: setOf(z.enum(AUDIENCE_TIERS), { min: 1, max: AUDIENCE_TIERS.length }),
  /** Null: all agencies and their shops. */
  agencyIds: setOf(Id, { min: 1, max: AGENCIES_MAX }).nullable(),
}

export type PublishNotice = z.infer<typeof PublishNotice>
export const PublishNotice = z.strictObject(content)

export type EditNotice = z.infer<typeof EditNotice>
/** A changed notice must be acknowledged anew. */
export const EditNotice = z.strictObject({ ...content, version: z.int().min(1) })

/** Of the version that was read, edited or shall end. */
export type NoticeVersion = z.infer<typeof NoticeVersion>
export const NoticeVersion = z.strictObject({ version: z.int().min(1) })
