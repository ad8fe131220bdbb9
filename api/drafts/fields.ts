import type * as z from 'zod'
import { AppError } from '../errors.ts'
import { Instant } from '../shapes.ts'
import type { Steps } from './contract.ts'
import { faultsOf } from './faults.ts'
import { POLICY_FIELDS, SCREEN_FIELDS, VERSION_STEPS } from './steps.ts'

// What is written in the steps, as the fields of a policy or of a version, and their strict reading.

export type Fields = Record<string, unknown>

/** All fields of a policy; an empty start is the moment of publishing. */
export const allOf = (steps: Steps): Fields => {
  const { validFrom, ...fields } = mergedOf(Object.values(steps))
  return validFrom === null ? fields : { ...fields, validFrom }
}
/** What a version fixes; the rest belongs to the policy. */
export const versionOf = (steps: Steps): Fields =>
  Object.fromEntries(
    Object.entries(mergedOf(VERSION_STEPS.map((step) => steps[step]))).filter(
      ([field]) => !POLICY_FIELDS.has(field),
    ),
  )
const mergedOf = (payloads: object[]): Fields =>
  Object.fromEntries(
    payloads.flatMap(Object.entries).filter(([field]) => !SCREEN_FIELDS.has(field)),
  )

/** A text that is no instant yet is none. */
export function instantIn(value: string | null | undefined): string | null {
  const instant = Instant.safeParse(value)
  return instant.success ? new Date(instant.data).toISOString() : null
}

/** The strict input, or every fault with its step, its field and what to do. */
export function read<T extends z.ZodType>(
  schema: T,
  fields: Fields,
  unfinished: string,
): z.output<T> {
  const result = schema.safeParse(fields)
  if (result.success) return result.data
  throw new AppError('invalid_input', unfinished, { errors: faultsOf(result.error) })
}
