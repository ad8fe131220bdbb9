import * as z from 'zod'
import { Code, Login, Secret } from '../shapes.ts'
import { Me } from '../users/contract.ts'

export type SignIn = z.infer<typeof SignIn>
export const SignIn = z.strictObject({
  username: Login,
  password: Secret(200),
})

const tokens = {
  accessToken: z.string(),
  /** Seconds until the access token expires. */
  expiresIn: z.int(),
  /** Only for API clients; the site keeps it in a cookie that scripts cannot read. */
  refreshToken: z.string().optional(),
}

export type SignedIn = z.infer<typeof SignedIn>
export const SignedIn = z.object({ ...tokens, user: Me })

/** The password was right; the second factor is still required. */
export type SecondStep = z.infer<typeof SecondStep>
export const SecondStep = z.object({
  /** Sent back with the code; valid for five minutes. */
  challenge: z.string(),
  expiresIn: z.int(),
})

/** Six digits from the authenticator app, or a recovery code with or without its hyphens. */
export const FactorCode = Code(40, 6)

export type FinishSignIn = z.infer<typeof FinishSignIn>
export const FinishSignIn = z.strictObject({ challenge: Secret(2000, 0), code: FactorCode })

export type Refreshed = z.infer<typeof Refreshed>
export const Refreshed = z.object(tokens)

/** API clients send their refresh token; the site sends its cookie and an empty body. */
export type ByRefreshToken = z.infer<typeof ByRefreshToken>
export const ByRefreshToken = z.strictObject({ refreshToken: Secret(300, 0).optional() })

export type SignInOptions = z.infer<typeof SignInOptions>
export const SignInOptions = z.object({
  /** Whether a forgotten password can be reset by mail; otherwise an admin of the company does it. */
  mail: z.boolean(),
  /** The logins that the demo seed created; empty on every other installation. */
  demo: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      label: z.enum(['hq', 'agency', 'shop', 'hq2']),
    }),
  ),
})

/** The second factor, or the password of a person without one. */
export type StepUp = z.infer<typeof StepUp>
export const StepUp = z
  .strictObject({ code: FactorCode.optional(), password: Secret(200).optional() })
  .refine(({ code, password }) => (code === undefined) !== (password === undefined), {
    message: 'Send one of both: the code of the second factor, or the password where none is held.',
  })
