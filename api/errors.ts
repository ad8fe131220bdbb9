import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** The code is the contract; the site has a sentence for it in both languages. `detail` says what to do. */
export const STATUS_OF = {
  malformed: 400,
  idempotency_key_required: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_admitted: 403,
  second_factor_required: 403,
  step_up_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  version_conflict: 409,
  invalid_transition: 409,
  insufficient_balance: 409,
  policy_unread: 409,
  purchase_expired: 409,
  purchase_not_active: 409,
  no_sessions_left: 409,
  no_service_sessions_left: 409,
  approval_required: 409,
  idempotency_in_flight: 409,
  idempotency_secret_shown: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  upgrade_required: 426,
  invalid_input: 422,
  idempotency_key_reused: 422,
  not_priced: 422,
  wrong_code: 422,
  too_many_requests: 429,
  locked: 429,
  internal: 500,
  busy: 503,
} as const satisfies Record<string, ContentfulStatusCode>

export type ErrorCode = keyof typeof STATUS_OF
export type FieldError = { path: string; code: string; message: string }

/** RFC 9457. `traceId` is the request's id, under which support finds the log line. */
export type Problem = {
  type: string
  title: string
  status: number
  code: ErrorCode
  detail: string
  traceId: string
  errors?: FieldError[]
  /** Facts for the sentence of this code: `neededWon`, `availableWon`, `retryAfterSeconds`, … */
  facts?: Record<string, string | number | null>
  /** With `version_conflict`, what stands there now, where a screen compares it with what was sent. */
  current?: Record<string, unknown>
}

export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly facts: Record<string, string | number | null> | undefined
  readonly errors: FieldError[] | undefined
  readonly current: Record<string, unknown> | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      facts?: Record<string, string | number | null>
      errors?: FieldError[]
      current?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.facts = more.facts
    this.errors = more.errors
    this.current = more.current
  }
}
