import { zValidator } from '@hono/zod-validator'
import { createMiddleware } from 'hono/factory'
import type { MiddlewareHandler } from 'hono/types'
import * as z from 'zod'
import { AppError, type FieldError } from '../errors.ts'
import { Id } from '../shapes.ts'
import type { AppEnv } from './env.ts'
import { noted } from './notes.ts'
import { readAtMost } from './read.ts'

/** The largest JSON body; a matrix of every carrier, band and contract is a tenth of it. */
export const BODY_BYTES_MAX = 1_000_000

/** Validates the JSON body against a strict schema: what is not in it is refused by name. */
export const body = <S extends z.ZodType>(schema: S) =>
  noted(
    zValidator('json', schema, (result) => {
      if (!result.success) throw invalid(result.error)
    }),
    { body: schema, problems: ['malformed', 'invalid_input'] },
  )

export const query = <S extends z.ZodType>(schema: S) =>
  noted(
    zValidator('query', schema, (result) => {
      if (!result.success) throw invalid(result.error)
    }),
    { query: schema, problems: ['invalid_input'] },
  )

/** The `:id` of a path. What is not an id is not found. */
export const byId = noted(
  zValidator('param', z.object({ id: Id }), (result) => {
    if (!result.success) throw new AppError('not_found', 'There is no such record.')
  }),
  { problems: ['not_found'] },
)

/** Refuses bodies that are not JSON or too large, before anything reads them whole. */
export const jsonOnly: MiddlewareHandler = noted(
  createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const declared = c.req.header('content-length')
      if (Number(declared ?? 0) > BODY_BYTES_MAX) throw tooLarge()
      // Only a body of unknown length is looked at: asking for it costs the Node server a copy.
      const unknown = declared === undefined ? c.req.raw.body : null
      const text = unknown && (await readAtMost(unknown, BODY_BYTES_MAX, tooLarge))
      // The validator takes it from here. Hono keeps promises and types what they give.
      if (text !== null) c.req.bodyCache.text = Promise.resolve(text) as unknown as string
      const isEmpty = declared === undefined ? !text : declared === '0'
      if (!isEmpty && !JSON_TYPE.test(c.req.header('content-type') ?? ''))
        throw new AppError('unsupported_media_type', 'Send the body as application/json.')
    }
    await next()
  }),
  { ofBodies: true, problems: ['too_large', 'unsupported_media_type'] },
)

const JSON_TYPE = /^application\/([\w.-]+\+)?json *(;|$)/i

const tooLarge = () =>
  new AppError('too_large', `The body may be at most ${BODY_BYTES_MAX} bytes.`, {
    facts: { maxBytes: BODY_BYTES_MAX },
  })

/** Field errors that say where and what; the input itself is never repeated. */
export function invalid(error: z.core.$ZodError): AppError {
  const errors = error.issues.flatMap(fieldErrors)
  return new AppError('invalid_input', 'Some fields need another value; see errors.', { errors })
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: path ? `${path}.${key}` : key,
      code: 'unknown_field',
      message: 'There is no such field.',
    }))
  return [{ path, code: issue.code ?? 'custom', message: issue.message }]
}
