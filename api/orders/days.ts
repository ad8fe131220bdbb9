import { seoulDay } from '../calendar.ts'
import { AppError } from '../errors.ts'

/** Throws unless the line is activated today (in Seoul) or earlier. */
export function requireActivated(activatedOn: string, now: Date): void {
  if (activatedOn > seoulDay(now))
    throw new AppError('invalid_input', 'A line cannot be activated in the future.', {
      errors: [{ path: 'activatedOn', code: 'future', message: 'Choose today or an earlier day.' }],
    })
}

/** Throws if the line is activated before the Seoul day of its order. */
export function requireOrdered(activatedOn: string, placedAt: Date): void {
  const first = seoulDay(placedAt)
  if (activatedOn < first)
    throw new AppError('invalid_input', 'A line cannot be activated before it was ordered.', {
      errors: [
        { path: 'activatedOn', code: 'before_order', message: `Choose ${first} or a later day.` },
      ],
      facts: { earliest: first },
    })
}
