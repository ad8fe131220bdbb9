import type * as z from 'zod'
import { AppError } from '../errors.ts'

const ERRORS_MAX = 20

/** What was sent along as JSON, checked; without it, what the schema says of nothing. */
export function mappingIn<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> {
  const parsed = schema.safeParse(text === undefined ? undefined : jsonIn(text))
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'The mapping cannot be read; see errors.', {
    errors: parsed.error.issues.slice(0, ERRORS_MAX).map(({ path, code, message }) => ({
      path: ['mapping', ...path].join('.'),
      code: code ?? 'custom',
      message,
    })),
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON is no mapping, and the schema says what one is.
    return null
  }
}
