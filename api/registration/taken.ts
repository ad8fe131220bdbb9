import { constraintOf, sqlStateOf } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Guards, placesOf, secretGuards } from '../lockout/guards.ts'
import { type Counting, countWrong, requireOpen } from '../lockout/guess.ts'

const UNIQUE_VIOLATION = '23505'

/** The guards that count disclosed usernames: the holder of `subject`, and the address. */
export const disclosureGuards = (
  { address }: { address?: string | undefined },
  subject: string,
): Guards =>
  secretGuards('name_told', subject, placesOf({ address }, ['name_told_near', 'name_told_far']))

/**
 * Runs `create` and turns a taken username into an error at that field. The unique constraint decides, not a
 * query before: of two concurrent sign-ups with one username, one is refused and leaves nothing.
 *
 * Usernames are unique across all trees, so a sign-up reveals that a username exists. Only callers with a
 * right code or invitation can learn it, and only a limited number of times: `disclosure` holds the guards that
 * count this. The operator's calls come without.
 */
export async function unlessTaken<T>(
  path: string,
  create: () => Promise<T>,
  disclosure?: { ctx: Counting; guards: Guards },
): Promise<T> {
  try {
    if (disclosure) await requireOpen(disclosure.ctx, disclosure.guards)
    return await create()
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION || constraintOf(error) !== 'users_username_unique')
      throw error
    if (disclosure) await countWrong(disclosure.ctx, disclosure.guards)
    const message = 'is taken: choose another'
    throw new AppError('conflict', 'This username is taken. Choose another.', {
      errors: [{ path, code: 'taken', message }],
      cause: error,
    })
  }
}
