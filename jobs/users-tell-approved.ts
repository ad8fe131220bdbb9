import { tellApproved } from '#api/users/telling.ts'
import { job } from './job.ts'

/** A letter may go out twice when a process dies between sending and noting it; that is the lesser harm. */
export const usersTellApproved = job('users.tell_approved', (ctx, { userId }) =>
  tellApproved(ctx, userId),
)
