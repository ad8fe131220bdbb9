import * as z from 'zod'
import { AUDIT_KINDS, EXPORT_STATUSES, EXPORT_TYPES } from '#db/words.ts'
import { Day, Id, Instant, Month, pageOf, pageQuery, Text } from '../shapes.ts'
import { DAYS_MAX, daysBetween } from './period.ts'

/** The media type of what they are. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Which day of an order decides whether it is in: payable, received, activated, or paid by its payer. */
export const DATE_COLUMNS = ['eligible', 'placed', 'activated', 'paid'] as const

/** A month, or both days (included), or neither: then the last three months. */
const PERIOD = { month: Month.optional(), from: Day.optional(), to: Day.optional() }

function inPeriod(
  { month, from, to }: { month?: string; from?: string; to?: string },
  check: z.core.$RefinementCtx,
) {
  const refuse = (path: string, message: string) =>
    check.addIssue({ code: 'custom', path: [path], message })
  if (month && (from || to)) return refuse('month', 'cannot stand beside from and to')
  if (!from !== !to) return refuse(from ? 'to' : 'from', 'send both days or neither')
  if (!from || !to) return
  if (to < from) return refuse('to', 'must not be before from')
  if (daysBetween(from, to) > DAYS_MAX) refuse('to', `the period may have ${DAYS_MAX} days at most`)
}

const SettlementFilters = z
  .strictObject({
    ...PERIOD,
    dateColumn: z.enum(DATE_COLUMNS).default('eligible'),
    /** One agency or one shop of the caller's own line. */
    companyId: Id.optional(),
  })
  .superRefine(inPeriod)

const AuditFilters = z
  .strictObject({
    ...PERIOD,
    kind: z.enum(AUDIT_KINDS).optional(),
    userId: Id.optional(),
    companyId: Id.optional(),
  })
  .superRefine(inPeriod)

export type RequestExport = z.infer<typeof RequestExport>
export const RequestExport = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('settlements_detailed'),
    filters: SettlementFilters.default({ dateColumn: 'eligible' }),
  }),
  z.strictObject({
    type: z.literal('audit_log'),
    filters: AuditFilters.default({}),
    /** Why it has to leave the house; kept with who asked. */
    reason: Text(200, 5),
  }),
])

/** Why an export failed; the site owns the sentences. */
export const EXPORT_ERRORS = [
  /** The person who asked is no longer allowed to have it. */
  'not_allowed',
  /** An order's amounts do not add up; no file is better than a wrong one. */
  'unbalanced',
  'failed',
] as const
export type ExportError = (typeof EXPORT_ERRORS)[number]

export type Export = z.infer<typeof Export>
export const Export = z.object({
  id: Id,
  type: z.enum(EXPORT_TYPES),
  /** As resolved when it was asked for. */
  filters: z.object({
    from: Day,
    to: Day,
    dateColumn: z.enum(DATE_COLUMNS).optional(),
    kind: z.enum(AUDIT_KINDS).optional(),
    userId: Id.optional(),
    companyId: Id.optional(),
  }),
  status: z.enum(EXPORT_STATUSES),
  cancelRequested: z.boolean(),
  doneRows: z.int(),
  /** Known once the work has begun. */
  totalRows: z.int().nullable(),
  fileName: z.string(),
  sizeBytes: z.int().nullable(),
  error: z.enum(EXPORT_ERRORS).nullable(),
  requestedBy: Id,
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** Until then the file can be fetched. */
  expiresAt: Instant.nullable(),
})

/** Newest first. */
export type ExportFilter = z.infer<typeof ExportFilter>
export const ExportFilter = z.strictObject(pageQuery)
export const ExportPage = pageOf(Export)
export type ExportPage = z.infer<typeof ExportPage>
