import * as z from 'zod'
import { Code, Instant, Secret } from '../shapes.ts'

export type SecondFactor = z.infer<typeof SecondFactor>
export const SecondFactor = z.object({
  enrolled: z.boolean(),
  /** Whether the tree's rule requires a factor of this person. */
  required: z.boolean(),
  since: Instant.nullable(),
  /** The number of unused recovery codes. */
  recoveryCodesLeft: z.int(),
})

/** A new secret; it counts after one of its codes confirms it. */
export type Enrolment = z.infer<typeof Enrolment>
export const Enrolment = z.object({
  /** `otpauth://totp/…`, for the QR code. */
  uri: z.string(),
  /** The same secret for typing, in groups of four. */
  key: z.string(),
})

export type ConfirmFactor = z.infer<typeof ConfirmFactor>
export const ConfirmFactor = z.strictObject({ code: Code(10, 6) })

/** Shown this once; only their hashes are kept. */
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

/**
 * Allowed even where the tree's rule requires a factor: the person must then set up another before anything
 * else.
 */
export type RemoveFactor = z.infer<typeof RemoveFactor>
export const RemoveFactor = z.strictObject({
  password: Secret(200),
  code: Code(40, 6),
})
