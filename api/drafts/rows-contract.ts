import * as z from 'zod'
import { LISTS } from '../shapes.ts'

/** Rows in any state: which of them stand there twice is said when the draft is published. */
export function anyRows<T extends z.ZodType>(row: T, max: number) {
  const rows = z.array(row).max(max)
  LISTS.add(rows, { once: 'nothing, until it is published' })
  return rows
}
