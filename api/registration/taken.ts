import { sqlStateOf } from '../context.ts'
import { AppError } from '../errors.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Runs what creates a user, and answers a username that somebody has as a fault of that field. Asked
 * of the database, not before: of two sign-ups at once with one name, one is refused and leaves nothing.
 */
export async function unlessTaken<T>(path: string, create: () => Promise<T>): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION || !isAboutUsername(error)) throw error
    const message = 'is taken: choose another'
    throw new AppError('conflict', 'This username is taken. Choose another.', {
      errors: [{ path, code: 'taken', message }],
      cause: error,
    })
  }
}

/** The drivers name the constraint on the innermost error. */
function isAboutUsername(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('constraint' in at && typeof at.constraint === 'string')
      return at.constraint.includes('username')
  return false
}
