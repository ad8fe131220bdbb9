import * as z from 'zod'
import { SECOND_FACTOR_RULES, TIERS } from '#db/words.ts'
import { toAscii } from '../code.ts'
import { Id, Instant, kind, Memo, Phone, pageOf, said, Text, Won } from '../shapes.ts'
import { COMPANY_ACTIONS, COMPANY_FIELDS } from './actions.ts'
import { isBusinessNumber } from './business-number.ts'
import { CompanyItem, CompanyState } from './list.ts'

export { CompanyFilter, CompanyItem, CompanyState } from './list.ts'

export type CompanyPage = z.infer<typeof CompanyPage>
export const CompanyPage = pageOf(CompanyItem)

export type CompanyDetail = z.infer<typeof CompanyDetail>
export const CompanyDetail = CompanyItem.extend({
  businessNumber: z.string().nullable(),
  address: z.string().nullable(),
  closedBecause: z.string().nullable(),
  version: z.int(),
  createdAt: Instant,
  /** The companies above, headquarters first. A company sees nothing else of those above it. */
  ancestors: z.array(
    z.object({ name: z.string(), code: z.string(), phone: z.string().nullable() }),
  ),
  /** True when a sibling has the same business number, which the approver should check. */
  sharesBusinessNumber: z.boolean(),
  /** The actions that the caller may apply to the company now. */
  actions: z.array(z.enum(COMPANY_ACTIONS)),
  /** The fields that the caller may send in an edit. */
  editable: z.array(z.enum(COMPANY_FIELDS)),
})

/** `123-45-67890` or ten digits; the tenth is a check digit. Commands store it with hyphens. */
export const BusinessNumber = kind(
  'business number',
  z
    .string()
    .max(40)
    .overwrite(toAscii)
    .refine(
      isBusinessNumber,
      said({
        code: 'business_number',
        message: 'is not a business number: ten digits of which the last checks the others',
      }),
    ),
)

/** As in the business registration (`domain.md` B.1). */
export const CompanyName = Text(200)
const contact = { phone: Phone.nullable(), address: Text(200).nullable() }

/** An HQ adds agencies and their shops; an agency adds shops. The tier follows from the parent. */
export type AddCompany = z.infer<typeof AddCompany>
export const AddCompany = z.strictObject({
  parentId: Id,
  name: CompanyName,
  businessNumber: BusinessNumber.nullable(),
  ...contact,
})

/**
 * Fields that are absent stay unchanged. People who may only edit contact data must not send other fields.
 */
export type EditCompany = z.infer<typeof EditCompany>
export const EditCompany = z.strictObject({
  version: z.int(),
  name: CompanyName.optional(),
  businessNumber: BusinessNumber.nullable().optional(),
  phone: contact.phone.optional(),
  address: contact.address.optional(),
})

export type CloseCompany = z.infer<typeof CloseCompany>
export const CloseCompany = z.strictObject({ version: z.int(), reason: Memo(200) })
export type OpenCompany = z.infer<typeof OpenCompany>
export const OpenCompany = z.strictObject({ version: z.int() })

/** What closing or removing this company would cut off now. */
export type ClosingEffects = z.infer<typeof ClosingEffects>
export const ClosingEffects = z.object({
  companies: z.int(),
  users: z.int(),
  signedIn: z.int(),
  openOrders: z.int(),
  orders: z.int(),
})

/** The companies in scope for drawing a tree: every row names its parent. */
export type CompanyTree = z.infer<typeof CompanyTree>
export const CompanyTree = z.object({
  items: z.array(
    z.object({
      id: Id,
      parentId: Id.nullable(),
      code: z.string(),
      name: z.string(),
      tier: z.enum(TIERS),
      state: CompanyState,
      /** Approved people, and pending ones. */
      users: z.int(),
      waiting: z.int(),
    }),
  ),
})

export type TreeSettings = z.infer<typeof TreeSettings>
export const TreeSettings = z.object({
  secondFactor: z.enum(SECOND_FACTOR_RULES),
  idleMinutes: z.int(),
  /** A draft that would have cost this much more in 30 days needs a second person's approval; null: none does. */
  approvalOverWon: z.int().nullable(),
  version: z.int(),
})
export type EditTreeSettings = z.infer<typeof EditTreeSettings>
export const EditTreeSettings = z.strictObject({
  version: z.int(),
  secondFactor: z.enum(SECOND_FACTOR_RULES),
  idleMinutes: z.int().min(5).max(1440),
  /** Left out, it stays. */
  approvalOverWon: Won.nullable().optional(),
})
