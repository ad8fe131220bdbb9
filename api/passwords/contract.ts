import * as z from 'zod'
import { Copied, Instant, Login, Secret } from '../shapes.ts'
import { NewPassword } from '../users/contract.ts'

/** The answer is the same whether or not the account exists. */
export type AskPasswordReset = z.infer<typeof AskPasswordReset>
export const AskPasswordReset = z.strictObject({ username: Login })

/** The token from the link's fragment. */
export type ResetPassword = z.infer<typeof ResetPassword>
export const ResetPassword = z.strictObject({ token: Copied(100), password: NewPassword })

export type ChangePassword = z.infer<typeof ChangePassword>
export const ChangePassword = z.strictObject({
  current: Secret(200),
  next: NewPassword,
})

/** A link that an admin gives to a person who cannot sign in; it works once. */
export type ResetLink = z.infer<typeof ResetLink>
export const ResetLink = z.object({
  link: z.string(),
  expiresAt: Instant,
  /** True when a mail with another link is also sent; using either link voids both. */
  mailed: z.boolean(),
})
