import { seoulDay } from '../calendar.ts'
import { AppError } from '../errors.ts'

/** A payment day may lie neither in the future nor before its lines became payable. */
export function requirePaymentDay(
  paidOn: string,
  { eligibleAt, now }: { eligibleAt: readonly Date[]; now: Date },
): void {
  if (paidOn > seoulDay(now))
    throw new AppError('invalid_input', 'A payment cannot be recorded before it was made.', {
      errors: [{ path: 'paidOn', code: 'future', message: 'Choose today or an earlier day.' }],
    })
  const first = eligibleAt.map(seoulDay).toSorted().at(-1)
  if (first !== undefined && paidOn < first)
    throw new AppError('invalid_input', 'A line is not paid before it became payable.', {
      errors: [{ path: 'paidOn', code: 'before_due', message: `Choose ${first} or a later day.` }],
      facts: { earliest: first },
    })
}
