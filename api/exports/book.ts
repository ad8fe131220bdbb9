import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import type { Export } from './contract.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'

/** What an export asks for. Nothing that happened after `asOf` is in it, however long it takes. */
export type Asked = { filters: Export['filters']; asOf: Date }

/** A kind of workbook: who may have it, what its columns are and where its rows come from. */
export type Book = {
  permission: Permission
  /** What its file's name begins with. */
  name: string
  /** The sheet as this person may see it. */
  spec(actor: Actor): SheetSpec
  count(ctx: Ctx, asked: Asked): Promise<number>
  /** Rows of what the actor may see; each batch is let go of before the next is taken. */
  batches(ctx: Ctx, asked: Asked): AsyncGenerator<Row[]>
}
