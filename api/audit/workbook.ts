import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { type Ctx, readingNow } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import type { Row } from '../xlsx/sheet-xml.ts'
import type { Asked, Workbook } from '../xlsx/workbook.ts'
import { SHEET_NAME } from './captions.ts'
import type { AuditFilter } from './contract.ts'
import { namedEvents, wantedOf } from './queries.ts'
import { AUDIT_SHEET, auditRow } from './sheet.ts'
import { type AuditWanted, countOf } from './walk.ts'

type Filters = Omit<AuditFilter, 'limit' | 'after'>

const EVENTS_AT_ONCE = 2_000

/** The audit log of a tree for a period, oldest event first. */
export const auditWorkbook: Workbook<Filters> = {
  name: SHEET_NAME,
  spec: () => AUDIT_SHEET,
  async count(ctx, asked) {
    const [row] = await rowsOf(ctx.db, countOf(wantedUntil(ctx, asked)), { count: integer })
    return row?.count ?? 0
  },
  async *batches(ctx, asked): AsyncGenerator<Row[]> {
    const wanted = wantedUntil(ctx, asked)
    const fetch = (afterId: string) =>
      namedEvents(readingNow(ctx), { ...wanted, afterId }, 'asc', EVENTS_AT_ONCE)
    let coming = fetch(wanted.afterId)
    for (;;) {
      const events = await coming
      const last = events.length < EVENTS_AT_ONCE ? undefined : events.at(-1)
      if (last) {
        coming = fetch(last.id)
        // The consumer may stop here and never await this promise. A consumer that goes on gets the failure
        // from `await`.
        coming.catch(() => {})
      }
      yield events.map(auditRow)
      if (!last) return
    }
  },
}

/** Excludes everything that happened after the file was asked for, however late it is built. */
function wantedUntil(ctx: Ctx, { filters, asOf }: Asked<Filters>): AuditWanted {
  const wanted = wantedOf(ctx, filters)
  const beforeId = firstIdAt(asOf)
  return beforeId < wanted.beforeId ? { ...wanted, beforeId } : wanted
}
