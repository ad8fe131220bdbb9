import type { ErrorCode, FieldError, Problem } from '#api/errors.ts'

/** Failures that never reached the API, or whose answer was not the API's. */
export type LocalCode = 'offline' | 'unreadable'

/** The failure of a call. `say(problem)` gives the sentence for people. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: ErrorCode | LocalCode
  readonly traceId: string
  readonly fields: readonly FieldError[]
  readonly facts: NonNullable<Problem['facts']>
  /** What stands there now, of a `version_conflict` that a screen compares. */
  readonly current: NonNullable<Problem['current']>

  constructor(
    status: number,
    body: Partial<Omit<Problem, 'code'>> & { code: ErrorCode | LocalCode },
  ) {
    super(body.detail ?? body.code)
    this.status = status
    this.code = body.code
    this.traceId = body.traceId ?? ''
    this.fields = body.errors ?? []
    this.facts = body.facts ?? {}
    this.current = body.current ?? {}
  }

  /** The last characters of the trace id, short enough to read out on the telephone. */
  get shortCode(): string {
    return this.traceId.replace(/-/g, '').slice(-6).toUpperCase()
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('problem+json')) {
    return new ApiProblem(response.status, { code: 'unreadable' })
  }
  try {
    // Every failure of the API has this body; a test holds its OpenAPI document to that.
    const body = (await response.json()) as Partial<Problem>
    if (typeof body.code !== 'string')
      return new ApiProblem(response.status, { code: 'unreadable' })
    return new ApiProblem(response.status, { ...body, code: body.code })
  } catch {
    return new ApiProblem(response.status, { code: 'unreadable' })
  }
}
