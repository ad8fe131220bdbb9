import type { Translated } from '../catalogue.ts'
import type { errors as ko } from '../ko/errors.ts'

export const errors: Translated<typeof ko> = {
  malformed: 'The request could not be read. Reload the page and try again.',
  idempotency_key_required: 'The request number is missing. Reload the page and try again.',
  unauthenticated: 'Your session has ended. Log in again.',
  forbidden: 'You may not do this. Ask your company’s admin.',
  not_found: 'It does not exist or is not yours to see.',
  method_not_allowed: 'This cannot be done here. Reload the page.',
  conflict: 'It exists already or somebody changed it first. Load it again and check.',
  version_conflict: 'Somebody changed it in the meantime. Load it again, then retry.',
  invalid_transition: 'This is not possible in the present state. Load it again and check.',
  insufficient_balance: 'The balance is too low. Ask the company above you or lower the amount.',
  idempotency_in_flight: 'The same request is being handled. Check the result in a moment.',
  gone: 'It has expired. Make it again.',
  too_large: 'The file or content is too large. Split it and try again.',
  unsupported_media_type: 'This kind of file is not accepted.',
  invalid_input: 'Check what you entered.',
  idempotency_key_reused: 'The content changed between tries. Reload the page and try again.',
  not_priced: 'This combination has no price, so orders are not taken. Choose another.',
  too_many_requests: 'Too many requests. Try again in a moment.',
  internal: 'Something went wrong. If it happens again, tell us the code.',
  busy: 'We are very busy. Nothing has changed; try again in a moment.',
  offline: 'There is no connection. Check it and try again.',
  unreadable: 'The answer could not be read. Try again in a moment.',
  balance_short: 'The balance is {short} won short. Ask the company above you or lower the amount.',
  wait: 'Too many requests. You can try again in {wait}.',
}
