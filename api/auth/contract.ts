import * as z from 'zod'
import { Id, Instant, Text } from '../shapes.ts'
import { Me, NewPassword } from '../users/contract.ts'

export type SignIn = z.infer<typeof SignIn>
export const SignIn = z.strictObject({
  username: Text(150),
  // Taken as typed: a space at the end of a password is part of it.
  password: z.string().min(1).max(200),
})

const tokens = {
  accessToken: z.string(),
  /** Seconds until the access token ends. */
  expiresIn: z.int(),
  /** Only for API clients; the site has it in a cookie that scripts cannot read. */
  refreshToken: z.string().optional(),
}

export type SignedIn = z.infer<typeof SignedIn>
export const SignedIn = z.object({ ...tokens, user: Me })

/** The password was right; the second factor is still to be shown. */
export type SecondStep = z.infer<typeof SecondStep>
export const SecondStep = z.object({
  /** Sent back with the code; good for five minutes. */
  challenge: z.string(),
  expiresIn: z.int(),
})

/** Six digits of the authenticator app, or a recovery code, with or without its hyphens. */
export const Code = Text(40, 6)

export type FinishSignIn = z.infer<typeof FinishSignIn>
export const FinishSignIn = z.strictObject({ challenge: z.string().max(2000), code: Code })

export type Refreshed = z.infer<typeof Refreshed>
export const Refreshed = z.object(tokens)

/** API clients send their refresh token; the site sends its cookie and an empty body. */
export type ByRefreshToken = z.infer<typeof ByRefreshToken>
export const ByRefreshToken = z.strictObject({ refreshToken: z.string().max(300).optional() })

export type SignInOptions = z.infer<typeof SignInOptions>
export const SignInOptions = z.object({
  /** Whether a forgotten password can be set anew by mail; else an admin of the company does it. */
  mail: z.boolean(),
  /** Logins that the demo database was seeded with; empty everywhere else. */
  demo: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      label: z.enum(['hq', 'agency', 'shop', 'hq2']),
    }),
  ),
})

/** Always answered alike, whether or not there is such an account. */
export type AskPasswordReset = z.infer<typeof AskPasswordReset>
export const AskPasswordReset = z.strictObject({ username: Text(150) })

/** The token out of the link's fragment. */
export type ResetPassword = z.infer<typeof ResetPassword>
export const ResetPassword = z.strictObject({ token: Text(100), password: NewPassword })

export type ChangePassword = z.infer<typeof ChangePassword>
export const ChangePassword = z.strictObject({
  current: z.string().min(1).max(200),
  next: NewPassword,
})

export type StepUp = z.infer<typeof StepUp>
export const StepUp = z.strictObject({ code: Code })

export type SignedInDevice = z.infer<typeof SignedInDevice>
export const SignedInDevice = z.object({
  id: Id,
  /** What it calls itself: `Chrome · Windows`; `?` when it does not say. */
  name: z.string(),
  address: z.string().nullable(),
  signedInAt: Instant,
  lastSeenAt: Instant,
  /** True for the device that asks. */
  current: z.boolean(),
})

/** The signed-in devices of one person, the last seen first. */
export type DeviceList = z.infer<typeof DeviceList>
export const DeviceList = z.object({ items: z.array(SignedInDevice) })

export type RevokeDevices = z.infer<typeof RevokeDevices>
export const RevokeDevices = z.strictObject({ which: z.enum(['others', 'all']) })

/** A link that an admin hands to a person who cannot sign in; it works once. */
export type ResetLink = z.infer<typeof ResetLink>
export const ResetLink = z.object({
  link: z.string(),
  expiresAt: Instant,
  /** True when a mail with a link of its own is on its way as well; both end with the first that is used. */
  mailed: z.boolean(),
})
