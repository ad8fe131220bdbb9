import * as z from 'zod'
import { TIERS } from '#db/words.ts'
import { Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'

export type CompanyFilter = z.infer<typeof CompanyFilter>
export const CompanyFilter = z.strictObject({
  tier: z.enum(TIERS).optional(),
  parentId: Id.optional(),
  /** Part of the name or of the code. */
  q: Text(100).optional(),
  ...pageQuery,
})

export type CompanyItem = z.infer<typeof CompanyItem>
export const CompanyItem = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  active: z.boolean(),
  phone: z.string().nullable(),
})

export type CompanyPage = z.infer<typeof CompanyPage>
export const CompanyPage = pageOf(CompanyItem)

export type CompanyDetail = z.infer<typeof CompanyDetail>
export const CompanyDetail = CompanyItem.extend({
  businessNumber: z.string().nullable(),
  address: z.string().nullable(),
  version: z.int(),
  createdAt: Instant,
  /** The companies above, the headquarters first. Nothing else of them is shown downwards. */
  ancestors: z.array(
    z.object({ name: z.string(), code: z.string(), phone: z.string().nullable() }),
  ),
})
