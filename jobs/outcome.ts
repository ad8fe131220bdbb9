import { sqlStateOf } from '#api/context.ts'
import { AppError, STATUS_OF } from '#api/errors.ts'

export const ATTEMPTS_MAX = 5
const BACKOFF_FIRST_SECONDS = 5
const BACKOFF_FACTOR = 4

/** The wait before the next attempt: 5 s, 20 s, 80 s, 320 s. */
export const backoffSeconds = (attempt: number): number =>
  BACKOFF_FIRST_SECONDS * BACKOFF_FACTOR ** (attempt - 1)

const PASSES = new Set(['too_many_requests', 'idempotency_in_flight', 'version_conflict'])

/** Whether a repeat would fail the same way: true for an answer of 4xx that is no race. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof AppError && STATUS_OF[error.code] < 500 && !PASSES.has(error.code)

/** What the row stores: kinds and codes. Messages of databases and libraries may contain personal data. */
export function tellError(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.message}`
  const name = error instanceof Error ? error.name : typeof error
  const state = sqlStateOf(error)
  return state ? `${name} ${state}` : name
}
