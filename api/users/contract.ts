import * as z from 'zod'
import { ROLES, TIERS } from '#db/words.ts'
import { Id } from '../shapes.ts'

/** The signed-in user, and what it may do: the site hides everything that is not in `permissions`. */
export type Me = z.infer<typeof Me>
export const Me = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  company: z.object({ id: Id, code: z.string(), name: z.string(), tier: z.enum(TIERS) }),
  permissions: z.array(z.string()),
})
