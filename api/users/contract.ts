import * as z from 'zod'
import { GRANTS, ROLES, TIERS } from '#db/words.ts'
import {
  Email,
  Id,
  Instant,
  kind,
  LISTS,
  Memo,
  PersonName,
  Phone,
  pageOf,
  refusing,
  Secret,
  textFault,
} from '../shapes.ts'
import { UserItem } from './list.ts'
import { PASSWORD_CHARACTERS_MAX, passwordFault } from './password-rule.ts'
import { usernameOf } from './username.ts'

export { UserFilter, UserItem } from './list.ts'

/** At least ten characters and none of the common ones; no rule about which kinds. */
export const NewPassword = kind(
  'secret',
  z
    .string()
    .max(PASSWORD_CHARACTERS_MAX)
    .superRefine((password, issue) => {
      const fault = passwordFault(password)
      if (fault) issue.addIssue({ code: 'custom', message: fault, params: { code: fault } })
    }),
)

export const Username = kind(
  'username',
  z
    .string()
    .overwrite(usernameOf)
    .min(4)
    .max(50)
    .regex(/^[a-z0-9][a-z0-9._-]*$/, 'letters, digits, dot, hyphen and underline only')
    .superRefine(refusing(textFault)),
)

/** Name and contact details of a person. */
export const person = { name: PersonName, email: Email, phone: Phone }

/** The signed-in user and their rights: the site hides everything that is not in `permissions`. */
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
  /** `owed`: the tree's rule requires a factor; until it is set up only the own account is open. */
  secondFactor: z.enum(['none', 'owed', 'held']),
  /** Minutes without activity after which the site signs out. */
  idleMinutes: z.int(),
  /** The server's time; the site uses its day in Seoul as today. */
  now: Instant,
  version: z.int(),
})

export type EditProfile = z.infer<typeof EditProfile>
export const EditProfile = z.strictObject({
  version: z.int(),
  name: PersonName,
  email: Email.nullable(),
  phone: Phone.nullable(),
  /** Required when the e-mail changes, because reset links go there. */
  currentPassword: Secret(200, 0).optional(),
})

/** One permission with its reason (`domain.md` D.1). */
export type PermissionItem = z.infer<typeof PermissionItem>
export const PermissionItem = z.object({
  permission: z.string(),
  allowed: z.boolean(),
  /** The source of the permission: the role or a grant. */
  by: z.enum(['role', 'grant']).nullable(),
  /** The reason of a refusal. */
  denial: z.enum(['tier', 'role', 'grant', 'scope', 'second_factor', 'step_up']).nullable(),
  /** The grant that would give the permission, if any. */
  grant: z.enum(GRANTS).nullable(),
})
export type PermissionList = z.infer<typeof PermissionList>
export const PermissionList = z.object({ items: z.array(PermissionItem) })

/** Pending people first, then by creation. */
export type UserPage = z.infer<typeof UserPage>
export const UserPage = pageOf(UserItem)

export type ApproveUser = z.infer<typeof ApproveUser>
export const ApproveUser = z.strictObject({ version: z.int() })
export type RejectUser = z.infer<typeof RejectUser>
export const RejectUser = z.strictObject({ version: z.int(), reason: Memo(200) })
export type ChangeRole = z.infer<typeof ChangeRole>
export const ChangeRole = z.strictObject({ version: z.int(), role: z.enum(ROLES) })
/** A set, so duplicates are allowed. */
const grants = z.array(z.enum(GRANTS)).max(100)
LISTS.add(grants, { once: 'a set' })
export type ChangeGrants = z.infer<typeof ChangeGrants>
export const ChangeGrants = z.strictObject({
  version: z.int(),
  grants,
})
