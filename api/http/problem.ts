import * as z from 'zod'
import { type ErrorCode, type Problem, STATUS_OF } from '../errors.ts'

// The table has every code, so its keys are the codes.
export const ERROR_CODES = Object.keys(STATUS_OF) as [ErrorCode, ...ErrorCode[]]

/** The body of every refusal in the document (RFC 9457). */
export const ProblemBody = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  code: z.enum(ERROR_CODES),
  detail: z.string(),
  traceId: z.string(),
  errors: z
    .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))
    .optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  current: z.record(z.string(), z.unknown()).optional(),
}) satisfies z.ZodType<Problem>
