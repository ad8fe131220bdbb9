import * as z from 'zod'
import { Instant, Text } from '../shapes.ts'

export type SecondFactor = z.infer<typeof SecondFactor>
export const SecondFactor = z.object({
  enrolled: z.boolean(),
  /** Whether the tree's rule asks this person for one. */
  required: z.boolean(),
  since: Instant.nullable(),
  /** Recovery codes that have not been used. */
  recoveryCodesLeft: z.int(),
})

/** A new secret; it counts once a code made from it has come back. */
export type Enrolment = z.infer<typeof Enrolment>
export const Enrolment = z.object({
  /** `otpauth://totp/…`, for the QR picture. */
  uri: z.string(),
  /** The same secret to type, in groups of four. */
  key: z.string(),
})

export type ConfirmFactor = z.infer<typeof ConfirmFactor>
export const ConfirmFactor = z.strictObject({ code: Text(10, 6) })

/** Shown this once; only their hashes are kept. */
export type RecoveryCodes = z.infer<typeof RecoveryCodes>
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

/** Allowed even where the tree's rule asks for a factor: the person then owes another before anything else. */
export type RemoveFactor = z.infer<typeof RemoveFactor>
export const RemoveFactor = z.strictObject({
  password: z.string().min(1).max(200),
  code: Text(40, 6),
})
