import * as z from 'zod'
import { Text } from '../shapes.ts'
import { Me } from '../users/contract.ts'

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

export type Refreshed = z.infer<typeof Refreshed>
export const Refreshed = z.object(tokens)

/** API clients send their refresh token; the site sends its cookie and an empty body. */
export type ByRefreshToken = z.infer<typeof ByRefreshToken>
export const ByRefreshToken = z.strictObject({ refreshToken: z.string().max(300).optional() })

export type SignInOptions = z.infer<typeof SignInOptions>
export const SignInOptions = z.object({
  /** Logins that the demo database was seeded with; empty everywhere else. */
  demo: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      label: z.enum(['hq', 'agency', 'shop', 'hq2']),
    }),
  ),
})
