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
      /** Its own end, and where it would end; null: at the moment of publishing. */
      validTo: Instant.nullable(),
      endsAt: Instant.nullable(),
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
