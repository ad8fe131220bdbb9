import * as z from 'zod'
import { SUCCESSION_PROBLEMS } from '../policies/succession-problem.ts'
import { Id, Instant } from '../shapes.ts'

/** Companies that one answer names; the counts are of all of them. */
export const NAMED_MAX = 20

/** What happens to the policy that a draft follows, and who has it and will not have the new one. */
export type DraftSuccession = z.infer<typeof DraftSuccession>
export const DraftSuccession = z.object({
  /** Null if the draft follows none. */
  predecessor: z
    .object({
      id: Id,
      title: z.string(),
      /** Its own end; where it ends earlier than the draft starts, nobody has a price in between. */
      validTo: Instant.nullable(),
      /** The start of the draft, at which it ends; null: the moment of publishing. */
      startsAt: Instant.nullable(),
      /** Why the draft cannot follow it as it is now. */
      problem: z.enum(SUCCESSION_PROBLEMS).nullable(),
    })
    .nullable(),
  /** Agencies that it reaches and the draft does not, with their shops. */
  agencies: z.object({
    count: z.int(),
    shops: z.int(),
    named: z.array(z.object({ id: Id, name: z.string() })),
  }),
  /** Shops of the draft's agencies that it reaches and the draft leaves out. */
  shops: z.object({ count: z.int(), named: z.array(z.object({ id: Id, name: z.string() })) }),
})
