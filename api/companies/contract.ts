import * as z from 'zod'
import { SECOND_FACTOR_RULES, TIERS } from '#db/words.ts'
import { Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'
import { COMPANY_ACTIONS, COMPANY_FIELDS } from './actions.ts'
import { isBusinessNumber } from './business-number.ts'

/** `pending` waits for its first admin's approval; `closed` neither signs in nor orders. */
export type CompanyState = z.infer<typeof CompanyState>
export const CompanyState = z.enum(['pending', 'active', 'closed'])

export type CompanyFilter = z.infer<typeof CompanyFilter>
export const CompanyFilter = z.strictObject({
  tier: z.enum(TIERS).optional(),
  parentId: Id.optional(),
  state: CompanyState.optional(),
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
  state: CompanyState,
  phone: z.string().nullable(),
})

export type CompanyPage = z.infer<typeof CompanyPage>
export const CompanyPage = pageOf(CompanyItem)

export type CompanyDetail = z.infer<typeof CompanyDetail>
export const CompanyDetail = CompanyItem.extend({
  businessNumber: z.string().nullable(),
  address: z.string().nullable(),
  closedBecause: z.string().nullable(),
  version: z.int(),
  createdAt: Instant,
  /** The companies above, the headquarters first. Nothing else of them is shown downwards. */
  ancestors: z.array(
    z.object({ name: z.string(), code: z.string(), phone: z.string().nullable() }),
  ),
  /** Another company of the same parent has this business number: the approver should look twice. */
  sharesBusinessNumber: z.boolean(),
  /** What the asking person may do with it now. */
  actions: z.array(z.enum(COMPANY_ACTIONS)),
  /** The fields that the asking person may send in an edit. */
  editable: z.array(z.enum(COMPANY_FIELDS)),
})

/** `123-45-67890` or ten digits; the tenth checks the others. Commands store it with its hyphens. */
export const BusinessNumber = z
  .string()
  .trim()
  .refine(isBusinessNumber, { message: 'is not a business number: its check digit is wrong' })

const contact = {
  phone: Text(20, 0).nullable(),
  address: Text(200).nullable(),
}

/** An HQ adds agencies and, under them, shops; an agency adds shops. The tier follows from the parent. */
export type AddCompany = z.infer<typeof AddCompany>
export const AddCompany = z.strictObject({
  parentId: Id,
  name: Text(100),
  businessNumber: BusinessNumber.nullable(),
  ...contact,
})

/** Only what is given changes; who may only edit contact data may send no more than that. */
export type EditCompany = z.infer<typeof EditCompany>
export const EditCompany = z.strictObject({
  version: z.int(),
  name: Text(100).optional(),
  businessNumber: BusinessNumber.nullable().optional(),
  phone: contact.phone.optional(),
  address: contact.address.optional(),
})

export type CloseCompany = z.infer<typeof CloseCompany>
export const CloseCompany = z.strictObject({ version: z.int(), reason: Text(200) })
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

/** The companies in scope as a tree is drawn from them: every row knows its parent. */
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
      /** People approved, and people who wait. */
      users: z.int(),
      waiting: z.int(),
    }),
  ),
})

export type TreeSettings = z.infer<typeof TreeSettings>
export const TreeSettings = z.object({
  secondFactor: z.enum(SECOND_FACTOR_RULES),
  idleMinutes: z.int(),
  version: z.int(),
})
export type EditTreeSettings = z.infer<typeof EditTreeSettings>
export const EditTreeSettings = z.strictObject({
  version: z.int(),
  secondFactor: z.enum(SECOND_FACTOR_RULES),
  idleMinutes: z.int().min(5).max(1440),
})
