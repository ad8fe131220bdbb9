import { ORDER_STATUSES } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { say } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { timeOf } from '../../lib/when.ts'

/**
 * The reason why a move failed. If somebody else was first: who did what and when, as the server saw it in
 * the same transaction; it names the person to their own company and the company to others.
 */
export function sayMove(failure: unknown): string {
  if (!(failure instanceof ApiProblem)) return say(failure)
  const { status, movedBy, movedByPerson, movedAt } = failure.facts
  const state = ORDER_STATUSES.find((one) => one === status && one !== 'pending')
  if (failure.code !== 'version_conflict' || !state || typeof movedAt !== 'string')
    return say(failure)
  const who =
    typeof movedByPerson === 'string'
      ? t('orders.by_person', { name: movedByPerson })
      : t('orders.by_company', { company: String(movedBy) })
  return t(`orders.conflict.${state === 'pending' ? 'approved' : state}`, {
    who,
    at: timeOf(movedAt),
  })
}
