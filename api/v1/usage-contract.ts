import * as z from 'zod'
import { Day, Id, inOrder } from '../shapes.ts'

/** How often one client called one operation of v1 on the days that were asked for. */
export type V1UsageItem = z.infer<typeof V1UsageItem>
export const V1UsageItem = z.object({
  client: z.object({
    id: Id,
    /** A program with a token, or a person whose own access was used. */
    kind: z.enum(['token', 'person']),
    name: z.string(),
    /** The person to whom the token belongs, or themselves. */
    owner: z.string(),
  }),
  company: z.object({ id: Id, name: z.string() }),
  operation: z.string(),
  calls: z.int(),
  failures: z.int(),
  lastOn: z.string(),
})

export type V1UsageList = z.infer<typeof V1UsageList>
export const V1UsageList = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(V1UsageItem),
})

/** Seoul days, both included; without them the last thirty. */
export type V1UsageQuery = z.infer<typeof V1UsageQuery>
export const V1UsageQuery = z
  .strictObject({ from: Day.optional(), to: Day.optional() })
  .superRefine(inOrder('from', 'to'))
