import { zValidator } from '@hono/zod-validator'
import * as z from 'zod'
import { AppError, type FieldError } from '../errors.ts'
import { Id, SERIAL_MAX } from '../shapes.ts'
import { noted } from './notes.ts'

/** Fields and items of a body at all depths; 5,000 lines by id have a quarter. */
const VALUES_MAX = 20_000
/** The same for prices: 20,000 cells with every axis and their amount. */
export const PRICE_VALUES_MAX = 240_000
/** Fields of one object. */
const FIELDS_MAX = 500
/** The answer and its cost do not grow with the refused input: the first faults are enough. */
export const ERRORS_MAX = 50

/** Validates the JSON body against a strict schema: unknown fields are refused by name. */
export const body = <S extends z.ZodType>(schema: S, { valuesMax = VALUES_MAX } = {}) =>
  noted(
    zValidator(
      'json',
      schema,
      (result) => {
        if (!result.success) throw invalid(result.error)
      },
      {
        validationFunction: (schema, value) => {
          requireModest(value, valuesMax)
          // Both are results of zod; the adapter's type has the schema where zod's has the output.
          return schema.safeParseAsync(value) as Promise<never>
        },
      },
    ),
    { body: schema, problems: ['malformed', 'invalid_input'] },
  )

export const query = <S extends z.ZodType>(schema: S) =>
  noted(
    zValidator('query', schema, (result) => {
      if (!result.success) throw invalid(result.error)
    }),
    { query: schema, problems: ['invalid_input'] },
  )

/** The `:id` of a path. A malformed id is not found. */
export const byId = noted(
  zValidator('param', z.object({ id: Id }), (result) => {
    if (!result.success) throw new AppError('not_found', 'There is no such record.')
  }),
  { problems: ['not_found'] },
)

/** The `:id` of a path for records with integer ids. A malformed one is not found. */
export const bySerial = noted(
  zValidator(
    'param',
    z.object({
      id: z
        .string()
        .regex(/^[1-9]\d{0,9}$/)
        .transform(Number)
        .refine((id) => id <= SERIAL_MAX),
    }),
    (result) => {
      if (!result.success) throw new AppError('not_found', 'There is no such record.')
    },
  ),
  { serial: true, problems: ['not_found'] },
)

/** Refuses a body with more values than any command has, before a schema checks each of them. */
function requireModest(body: unknown, valuesMax: number): void {
  let values = 0
  const open = [body]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const inner = Object.values(next)
    values += inner.length
    if (values > valuesMax || (!Array.isArray(next) && inner.length > FIELDS_MAX))
      throw new AppError('invalid_input', 'The body has more fields than any command takes.')
    for (const value of inner) if (typeof value === 'object') open.push(value)
  }
}

/** Field errors with place and cause; the input itself is never repeated. */
export function invalid(error: z.core.$ZodError): AppError {
  const errors = error.issues.slice(0, ERRORS_MAX).flatMap(fieldErrors).slice(0, ERRORS_MAX)
  return new AppError('invalid_input', 'Some fields need another value; see errors.', { errors })
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, ERRORS_MAX).map((key) => ({
      path: path ? `${path}.${key}` : key,
      code: 'unknown_field',
      message: 'There is no such field.',
    }))
  return [{ path, code: codeOf(issue), message: issue.message }]
}

/** A fault of our own has its code; a fault of a text's length says which bound. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.params?.code ?? 'custom'
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'required' : 'too_short'
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too_long'
  return issue.code ?? 'custom'
}
