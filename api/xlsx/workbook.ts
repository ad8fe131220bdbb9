import type { Actor } from '../access/actor.ts'
import type { Ctx } from '../context.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'

/** The request for a workbook. It contains nothing later than `asOf`, however long the export takes. */
export type Asked<Filters> = { filters: Filters; asOf: Date }

/** A kind of workbook: its columns and the source of its rows. */
export type Workbook<Filters> = {
  /** The beginning of its file name. */
  name: string
  /** The sheet with the columns that this person may see. */
  spec(actor: Actor): SheetSpec
  count(ctx: Ctx, asked: Asked<Filters>): Promise<number>
  /** Rows that the actor may see; each batch is released before the next is taken. */
  batches(ctx: Ctx, asked: Asked<Filters>): AsyncGenerator<Row[]>
}
