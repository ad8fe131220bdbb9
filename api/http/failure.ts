import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { constraintOf, isUnavailable, sqlStateOf } from '../context.ts'
import { AppError, type FieldError, type Problem, STATUS_OF } from '../errors.ts'
import { constraintProblem } from './constraints.ts'
import type { AppEnv } from './env.ts'
import { keepRefusal } from './refusals.ts'
import { isV1 } from './v1-address.ts'
import { v1Refusal } from './v1-refusal.ts'
import { ERRORS_MAX } from './valid.ts'

/** The one place where an error becomes a response. The message of an unknown error is never shown. */
export function failure(thrown: Error, c: Context<AppEnv>): Response {
  const error = translate(thrown)
  const { platform } = c.env
  platform.metrics.count('maru_http_errors_total', { code: error.code })
  if (error.code === 'internal')
    platform.log.error('request.failed', { requestId: c.get('requestId') }, thrown)
  if (STATUS_OF[error.code] === 403) keepRefusal(c, error)
  return refuse(c, error)
}

/** No route has this address. */
export const noAddress = (c: Context<AppEnv>): Response =>
  refuse(c, new AppError('not_found', isV1(c.req.path) ? 'Not Found' : 'There is no such address.'))

/** The form of a refusal, by the address alone: v1 never answers with a problem document. */
const refuse = (c: Context<AppEnv>, error: AppError): Response =>
  isV1(c.req.path) ? v1Refusal(c, error) : problem(c, error)

const PATH_CHARACTERS_MAX = 120
const shortened = (error: FieldError): FieldError =>
  error.path.length > PATH_CHARACTERS_MAX
    ? { ...error, path: `${error.path.slice(0, PATH_CHARACTERS_MAX)}…` }
    : error

function problem(c: Context<AppEnv>, error: AppError): Response {
  const status = STATUS_OF[error.code]
  const body: Problem = {
    type: `https://maru.example/problems/${error.code}`,
    title: error.code.replaceAll('_', ' '),
    status,
    code: error.code,
    detail: error.message,
    traceId: c.get('requestId'),
    ...(error.errors && { errors: error.errors.slice(0, ERRORS_MAX).map(shortened) }),
    ...(error.facts && { facts: error.facts }),
    ...(error.current && { current: error.current }),
  }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  const retryAfter = error.facts?.retryAfterSeconds
  if (retryAfter) headers['retry-after'] = String(retryAfter)
  if (status === 426) Object.assign(headers, UPGRADE)
  if (status === 503) headers['retry-after'] ??= '1'
  return c.body(JSON.stringify(body), status, headers)
}

/** The protocol to upgrade to (RFC 9110, 15.5.22) and its version (RFC 6455, 4.4). */
const UPGRADE = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-version': '13' }

function translate(thrown: Error): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof HTTPException && thrown.status < 500)
    return new AppError('malformed', 'The body is not JSON. Check its quotes, commas and brackets.')
  const refused = constraintProblem(sqlStateOf(thrown), constraintOf(thrown))
  if (refused) return refused
  if (isUnavailable(thrown))
    return new AppError(
      'busy',
      'A database or store behind this did not answer. Send it again with the same Idempotency-Key.',
    )
  return new AppError(
    'internal',
    'Something failed on our side. Nothing was changed. Tell support the traceId.',
  )
}
