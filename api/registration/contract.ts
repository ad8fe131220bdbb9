import * as z from 'zod'
import { ROLES, TIERS } from '#db/words.ts'
import { BusinessNumber, CompanyName } from '../companies/contract.ts'
import {
  Code,
  Copied,
  Email,
  Id,
  Instant,
  Login,
  OperatorToken,
  PersonName,
  Phone,
  pageOf,
  Secret,
  Text,
} from '../shapes.ts'
import { NewPassword, person, Username } from '../users/contract.ts'
import { InvitationItem } from './list.ts'

export { InvitationFilter, InvitationItem } from './list.ts'

export type FindParent = z.infer<typeof FindParent>
export const FindParent = z.strictObject({ code: Code(30) })

/** Returned only for an exact code; few attempts per address. */
export type FoundParent = z.infer<typeof FoundParent>
export const FoundParent = z.object({
  name: z.string(),
  tier: z.enum(TIERS),
  /** City or province, without the street. */
  region: z.string().nullable(),
  /** The tier of a company that joins under it; null where only people can join. */
  joinsAs: z.enum(['agency', 'retail']).nullable(),
})

const account = { username: Username, password: NewPassword, ...person }
const company = z.strictObject({
  name: CompanyName,
  businessNumber: BusinessNumber,
  address: Text(200),
  phone: Phone,
})
/** The page shows both texts in full; both consents are required. */
const consents = z.strictObject({ terms: z.literal(true), privacy: z.literal(true) })

/** A company and its first admin apply together, with the code of the parent. */
export type SignUpCompany = z.infer<typeof SignUpCompany>
export const SignUpCompany = z.strictObject({
  parentCode: Code(30),
  company,
  admin: z.strictObject(account),
  consents,
})

/** A person applies to a company with its code; an admin approves. */
export type SignUpStaff = z.infer<typeof SignUpStaff>
export const SignUpStaff = z.strictObject({
  companyCode: Code(30),
  user: z.strictObject(account),
  consents,
})

/** `token` is the operator's one-time bootstrap token. */
export type SignUpHeadquarters = z.infer<typeof SignUpHeadquarters>
export const SignUpHeadquarters = z.strictObject({
  token: OperatorToken,
  company,
  admin: z.strictObject(account),
})

/** What happens next: who approves, and the code of a new company. */
export type Applied = z.infer<typeof Applied>
export const Applied = z.object({
  companyCode: z.string().nullable(),
  companyName: z.string(),
  /** Null where no approval is needed: for a headquarters and for an accepted invitation. */
  approver: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
})

/** After a rejection the same account applies again with corrected data. */
export type Reapply = z.infer<typeof Reapply>
export const Reapply = z.strictObject({
  username: Login,
  password: Secret(200),
  name: PersonName.optional(),
  email: Email.optional(),
  phone: Phone.optional(),
})

export type Invite = z.infer<typeof Invite>
export const Invite = z.strictObject({
  companyId: Id,
  role: z.enum(ROLES),
  name: PersonName.nullable(),
  email: Email.nullable(),
  days: z.int().min(1).max(30),
})

export type InvitationPage = z.infer<typeof InvitationPage>
export const InvitationPage = pageOf(InvitationItem)

/** The link is shown this once; only a hash of its token is stored. */
export type Invited = z.infer<typeof Invited>
export const Invited = InvitationItem.extend({ link: z.string(), mailed: z.boolean() })

/** Sent in a body, so that the token appears in no address and no log. */
export type ReadInvitation = z.infer<typeof ReadInvitation>
export const ReadInvitation = z.strictObject({ token: Copied(100) })
export type ShownInvitation = z.infer<typeof ShownInvitation>
export const ShownInvitation = z.object({
  companyName: z.string(),
  tier: z.enum(TIERS),
  role: z.enum(ROLES),
  name: z.string().nullable(),
  email: z.string().nullable(),
  expiresAt: Instant,
})

export type AcceptInvitation = z.infer<typeof AcceptInvitation>
export const AcceptInvitation = z.strictObject({
  token: Copied(100),
  ...account,
  consents,
})
