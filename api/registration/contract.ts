import * as z from 'zod'
import { ROLES, TIERS } from '#db/words.ts'
import { BusinessNumber } from '../companies/contract.ts'
import { Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'
import { Email, NewPassword, Phone, person, Username } from '../users/contract.ts'

export type FindParent = z.infer<typeof FindParent>
export const FindParent = z.strictObject({ code: Text(30) })

/** Shown only for a code that is exactly right; few tries an address. */
export type FoundParent = z.infer<typeof FoundParent>
export const FoundParent = z.object({
  name: z.string(),
  tier: z.enum(TIERS),
  /** City or province, without the street. */
  region: z.string().nullable(),
  /** What a company that joins under it becomes; null where only people can join. */
  joinsAs: z.enum(['agency', 'retail']).nullable(),
})

const account = { username: Username, password: NewPassword, ...person }
const company = z.strictObject({
  name: Text(100),
  businessNumber: BusinessNumber,
  address: Text(200),
  phone: Phone,
})
/** Both are asked for in full text on the page; neither is optional. */
const consents = z.strictObject({ terms: z.literal(true), privacy: z.literal(true) })

/** A company and its first admin apply together, under the parent whose code they were given. */
export type SignUpCompany = z.infer<typeof SignUpCompany>
export const SignUpCompany = z.strictObject({
  parentCode: Text(30),
  company,
  admin: z.strictObject(account),
  consents,
})

/** A person applies to a company by its code; an admin there approves. */
export type SignUpStaff = z.infer<typeof SignUpStaff>
export const SignUpStaff = z.strictObject({
  companyCode: Text(30),
  user: z.strictObject(account),
  consents,
})

/** `token` is the operator's one-time bootstrap token. */
export type SignUpHeadquarters = z.infer<typeof SignUpHeadquarters>
export const SignUpHeadquarters = z.strictObject({
  token: Text(200),
  company,
  admin: z.strictObject(account),
})

/** What to expect next: who approves, and the new company's code where one was made. */
export type Applied = z.infer<typeof Applied>
export const Applied = z.object({
  companyCode: z.string().nullable(),
  companyName: z.string(),
  /** Absent for a headquarters: the operator has vouched for it. */
  approver: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
})

/** After a rejection: the same account asks again, with what the reason asked for. */
export type Reapply = z.infer<typeof Reapply>
export const Reapply = z.strictObject({
  username: Text(150),
  password: z.string().min(1).max(200),
  name: Text(50).optional(),
  email: Email.optional(),
  phone: Phone.optional(),
})

export type Invite = z.infer<typeof Invite>
export const Invite = z.strictObject({
  companyId: Id,
  role: z.enum(ROLES),
  name: Text(50).nullable(),
  email: Email.nullable(),
  days: z.int().min(1).max(30),
})

export type InvitationItem = z.infer<typeof InvitationItem>
export const InvitationItem = z.object({
  id: Id,
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }),
  role: z.enum(ROLES),
  name: z.string().nullable(),
  email: z.string().nullable(),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  createdAt: Instant,
  expiresAt: Instant,
})
export type InvitationPage = z.infer<typeof InvitationPage>
export const InvitationPage = pageOf(InvitationItem)
export type InvitationFilter = z.infer<typeof InvitationFilter>
export const InvitationFilter = z.strictObject({ companyId: Id.optional(), ...pageQuery })

/** The link is shown this once; only a hash of its token is kept. */
export type Invited = z.infer<typeof Invited>
export const Invited = InvitationItem.extend({ link: z.string(), mailed: z.boolean() })

/** Sent in a body, so that the token stands in no address and no log. */
export type ReadInvitation = z.infer<typeof ReadInvitation>
export const ReadInvitation = z.strictObject({ token: Text(100) })
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
  token: Text(100),
  ...account,
  consents,
})
