import * as z from 'zod'
import { GRANTS, ROLES, TIERS, USER_STATUSES } from '#db/words.ts'
import { Id, Instant, pageOf, pageQuery, Text } from '../shapes.ts'
import { USER_ACTIONS } from './actions.ts'
import { PASSWORD_CHARACTERS_MAX, passwordFault } from './password-rule.ts'
import { isBusinessPhone } from './phone.ts'

/** At least ten characters and none of the common ones; no rule about which kinds. */
export const NewPassword = z
  .string()
  .max(PASSWORD_CHARACTERS_MAX)
  .superRefine((password, issue) => {
    const fault = passwordFault(password)
    if (fault) issue.addIssue({ code: 'custom', message: fault, params: { fault } })
  })

export const Username = z
  .string()
  .trim()
  .min(4)
  .max(50)
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/, 'letters, digits, dot, hyphen and underline only')

export const Phone = z
  .string()
  .trim()
  .max(20)
  .refine(isBusinessPhone, { message: 'must be a telephone number, 02-123-4567' })
export const Email = z.email().max(150)

/** How one reaches a person at work. */
export const person = { name: Text(50), email: Email, phone: Phone }

/** The signed-in user, and what it may do: the site hides everything that is not in `permissions`. */
export type Me = z.infer<typeof Me>
export const Me = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(ROLES),
  company: z.object({ id: Id, code: z.string(), name: z.string(), tier: z.enum(TIERS) }),
  grants: z.array(z.enum(GRANTS)),
  permissions: z.array(z.string()),
  /** `owed`: the tree's rule asks for one, and until then only the own account is open. */
  secondFactor: z.enum(['none', 'owed', 'held']),
  /** Minutes without a touch after which the site signs out. */
  idleMinutes: z.int(),
  version: z.int(),
})

export type EditProfile = z.infer<typeof EditProfile>
export const EditProfile = z.strictObject({
  version: z.int(),
  name: Text(50),
  email: Email.nullable(),
  phone: Phone.nullable(),
  /** Only where the e-mail changes: links that set a new password go there. */
  currentPassword: z.string().max(200).optional(),
})

/** One permission with its reason (`domain.md` D.1). */
export type PermissionItem = z.infer<typeof PermissionItem>
export const PermissionItem = z.object({
  permission: z.string(),
  allowed: z.boolean(),
  /** What gives it: the role, or a grant. */
  by: z.enum(['role', 'grant']).nullable(),
  /** Why not. */
  denial: z.enum(['tier', 'role', 'grant', 'scope', 'second_factor', 'step_up']).nullable(),
  /** The grant that can open it, if one can. */
  grant: z.enum(GRANTS).nullable(),
})
export type PermissionList = z.infer<typeof PermissionList>
export const PermissionList = z.object({ items: z.array(PermissionItem) })

export type UserFilter = z.infer<typeof UserFilter>
export const UserFilter = z.strictObject({
  companyId: Id.optional(),
  status: z.enum(USER_STATUSES).optional(),
  /** Part of the name or of the username. */
  q: Text(100).optional(),
  ...pageQuery,
})

export type UserItem = z.infer<typeof UserItem>
export const UserItem = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  statusReason: z.string().nullable(),
  company: z.object({ id: Id, name: z.string(), tier: z.enum(TIERS) }),
  grants: z.array(z.enum(GRANTS)),
  /** Signed up with its company: approving it opens the company. */
  isFirstAdmin: z.boolean(),
  secondFactor: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
  /** What the asking admin may do with this person now; nobody decides about itself. */
  actions: z.array(z.enum(USER_ACTIONS)),
})
/** Those who wait first, then in the order in which they came. */
export type UserPage = z.infer<typeof UserPage>
export const UserPage = pageOf(UserItem)

export type ApproveUser = z.infer<typeof ApproveUser>
export const ApproveUser = z.strictObject({ version: z.int() })
export type RejectUser = z.infer<typeof RejectUser>
export const RejectUser = z.strictObject({ version: z.int(), reason: Text(200) })
export type ChangeRole = z.infer<typeof ChangeRole>
export const ChangeRole = z.strictObject({ version: z.int(), role: z.enum(ROLES) })
export type ChangeGrants = z.infer<typeof ChangeGrants>
export const ChangeGrants = z.strictObject({ version: z.int(), grants: z.array(z.enum(GRANTS)) })
