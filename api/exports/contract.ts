import * as z from 'zod'
import { AUDIT_KINDS, EXPORT_STATUSES, EXPORT_TYPES } from '#db/words.ts'
import { isDay, lastDayOfYearFrom } from '../calendar.ts'
import { DATE_COLUMNS } from '../settlements/contract.ts'
import { Day, Id, Instant, Memo, Month, pageOf, pageQuery } from '../shapes.ts'

/** The media type of export files. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A month, or both days (included), or neither for the last three months. */
const PERIOD = { month: Month.optional(), from: Day.optional(), to: Day.optional() }

function inPeriod(
  { month, from, to }: { month?: string; from?: string; to?: string },
  check: z.core.$RefinementCtx,
) {
  const refuse = (path: string, message: string) =>
    check.addIssue({ code: 'custom', path: [path], message })
  if (month && (from || to)) return refuse('month', 'cannot stand beside from and to')
  if (!from !== !to) return refuse(from ? 'to' : 'from', 'send both days or neither')
  // An invalid day is already refused by its own schema.
  if (!from || !to || !isDay(from) || !isDay(to)) return
  if (to < from) return refuse('to', 'must not be before from')
  const last = lastDayOfYearFrom(from)
  if (to > last) refuse('to', `the period may be a year at most, so up to ${last} here`)
}

const SettlementFilters = z
  .strictObject({
    ...PERIOD,
    dateColumn: z.enum(DATE_COLUMNS).default('eligible'),
    /** One agency or shop in the caller's scope. */
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
    /** Why the data leave the company; recorded with the requester. */
    reason: Memo(200, 5),
  }),
  /** The result of a complete replay; its period is that of the file. */
  z.strictObject({
    type: z.literal('policy_impact'),
    filters: z.strictObject({ impactId: Id }),
  }),
])

/** Why an export failed; the site translates the codes. */
export const EXPORT_ERRORS = [
  /** The requester may no longer have the file. */
  'not_allowed',
  /** The amounts of an order do not add up: no file is better than a wrong one. */
  'unbalanced',
  'failed',
] as const
export type ExportError = (typeof EXPORT_ERRORS)[number]

export type Export = z.infer<typeof Export>
export const Export = z.object({
  id: Id,
  type: z.enum(EXPORT_TYPES),
  /** As resolved at the time of the request. */
  filters: z.object({
    from: Day,
    to: Day,
    dateColumn: z.enum(DATE_COLUMNS).optional(),
    kind: z.enum(AUDIT_KINDS).optional(),
    userId: Id.optional(),
    companyId: Id.optional(),
    impactId: Id.optional(),
  }),
  status: z.enum(EXPORT_STATUSES),
  cancelRequested: z.boolean(),
  doneRows: z.int(),
  /** Null until the work begins. */
  totalRows: z.int().nullable(),
  fileName: z.string(),
  sizeBytes: z.int().nullable(),
  error: z.enum(EXPORT_ERRORS).nullable(),
  requestedBy: Id,
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** The file is available until then. */
  expiresAt: Instant.nullable(),
})

/** Newest first. */
export type ExportFilter = z.infer<typeof ExportFilter>
export const ExportFilter = z.strictObject(pageQuery)
export const ExportPage = pageOf(Export)
export type ExportPage = z.infer<typeof ExportPage>
