import type { Context } from 'hono'
import * as z from 'zod'
import { type AppError, type ErrorCode, STATUS_OF } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { V1_FAULTS_MAX, type V1Fault, V1Invalid } from './v1-faults.ts'

/** The body of every refusal of v1: a sentence, or with 422 the faults of the input. */
export const V1Problem = z.strictObject({
  detail: z.union([
    z.string(),
    z.array(
      z.strictObject({
        loc: z.array(z.union([z.string(), z.int()])),
        msg: z.string(),
        type: z.string(),
      }) satisfies z.ZodType<V1Fault>,
    ),
  ]),
})

/** The status under v1: what v2 calls a conflict, v1 has always answered with 400. */
export function v1StatusOf(code: ErrorCode) {
  const status = STATUS_OF[code]
  return status === 409 ? 400 : status
}

/** Sentences that programs of v1 may compare; every other refusal says its own. */
const DETAILS: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'Not authenticated',
  method_not_allowed: 'Method Not Allowed',
  internal: 'Internal Server Error',
}

/** A refusal as v1 writes it: `{ detail }`, a sentence or the faults of the input. */
export function v1Refusal(c: Context<AppEnv>, error: AppError): Response {
  const status = v1StatusOf(error.code)
  const detail = status === 422 ? faultsOf(error) : (DETAILS[error.code] ?? error.message)
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  const retryAfter = error.facts?.retryAfterSeconds
  if (retryAfter) headers['retry-after'] = String(retryAfter)
  if (status === 503) headers['retry-after'] ??= '1'
  const allowed = error.facts?.allow
  if (status === 405 && allowed) headers.allow = String(allowed)
  return c.body(JSON.stringify({ detail }), status, headers)
}

/** The faults of an input, also where a command or the database refused it. */
function faultsOf(error: AppError): readonly V1Fault[] {
  if (error instanceof V1Invalid) return error.faults.slice(0, V1_FAULTS_MAX)
  const errors = error.errors ?? [{ path: '', code: error.code, message: error.message }]
  return errors.slice(0, V1_FAULTS_MAX).map(({ path, message }) => ({
    loc: ['body', ...path.split('.').filter(Boolean)],
    msg: `Value error, ${message}`,
    type: 'value_error',
  }))
}
