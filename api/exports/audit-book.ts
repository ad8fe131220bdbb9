import { rowsOf } from '#db/rows.ts'
import { namedEvents, wantedOf } from '../audit/queries.ts'
import { type AuditWanted, countOf } from '../audit/walk.ts'
import type { Ctx } from '../context.ts'
import { firstIdAt } from '../ids.ts'
import { AUDIT_SHEET, auditRow } from './audit-sheet.ts'
import type { Asked, Book } from './book.ts'
import { AUDIT_SHEET_NAME } from './captions.ts'
import type { Row } from './sheet-xml.ts'

const EVENTS_AT_ONCE = 2_000

/** The audit log of a tree for a period, the oldest event first. */
export const auditBook: Book = {
  permission: 'export.audit',
  name: AUDIT_SHEET_NAME,
  spec: () => AUDIT_SHEET,
  async count(ctx, asked) {
    const [row] = await rowsOf<{ count: number }>(ctx.db, countOf(wantedUntil(ctx, asked)))
    return row?.count ?? 0
  },
  async *batches(ctx, asked): AsyncGenerator<Row[]> {
    const wanted = wantedUntil(ctx, asked)
    const fetch = (afterId: string) =>
      namedEvents(ctx.db, { ...wanted, afterId }, 'asc', EVENTS_AT_ONCE)
    let coming = fetch(wanted.afterId)
    for (;;) {
      const events = await coming
      const last = events.length < EVENTS_AT_ONCE ? undefined : events.at(-1)
      if (last) {
        coming = fetch(last.id)
        // Whoever stops here never awaits it; whoever goes on is told of its failure then.
        coming.catch(() => {})
      }
      yield events.map(auditRow)
      if (!last) return
    }
  },
}

/** Nothing that happened after the file was asked for is in it, however late it is built. */
function wantedUntil(ctx: Ctx, { filters, asOf }: Asked): AuditWanted {
  const wanted = wantedOf(ctx, filters)
  const beforeId = firstIdAt(asOf)
  return beforeId < wanted.beforeId ? { ...wanted, beforeId } : wanted
}
