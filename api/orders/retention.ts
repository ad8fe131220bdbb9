import type { FormField } from '#db/schema/policies.ts'
import type { OrderStatus } from '#db/words.ts'
import { addDays } from '../calendar.ts'
import { plainKeys } from '../forms/entry.ts'
import { isEnded } from './status.ts'

/** Days for which a completed order keeps the answers of its form (`domain.md` H.3). */
export const ANSWERS_DAYS = 30
/** Days at least for which an ended order names its customer, so that their questions can be answered. */
const PERSON_DAYS = 30

/** Answers that identify nobody. All others are erased, also those of fields that do not exist yet. */
export const KEPT_ANSWERS = [
  'previous_carrier',
  'mvno_name',
  'device_model',
  'device_color',
  'sim_model',
  'bill_method',
  'bank_name',
  'common_support_won',
  'additional_support_won',
  'additional_support_payer',
  'additional_support_entered',
  'selective_discount_won',
  'release_price_won',
  'keep_plan_name',
  'keep_plan_days',
  'keep_addons_days',
  'installment_won',
  'installment_months',
  'insurance',
  'course',
  'free_amount_won',
  'additional_fee_won',
] as const

/** The answers without those that identify somebody; own fields stay only if their template calls them plain. */
export const keptAnswers = (
  form: Readonly<Record<string, string>>,
  template: readonly FormField[],
): Record<string, string> =>
  Object.fromEntries(
    [...KEPT_ANSWERS, ...plainKeys(template)].flatMap((key) =>
      form[key] ? [[key, form[key]]] : [],
    ),
  )

/**
 * The last Seoul days on which an ended order keeps its answers, and its customer's name and number. The
 * name stays as long as money may be claimed back: for the maintenance days of the policy from activation.
 */
export function keptUntil(
  today: string,
  line: { activatedOn: string; maintenanceDays: number } | undefined,
): { answersUntil: string; personUntil: string } {
  const unbound = addDays(today, PERSON_DAYS)
  const bound = line ? addDays(line.activatedOn, line.maintenanceDays) : unbound
  return {
    answersUntil: addDays(today, ANSWERS_DAYS),
    personUntil: bound > unbound ? bound : unbound,
  }
}

type Kept = { status: OrderStatus; answersUntil: string | null; personUntil: string | null }

/** What was erased of an order: the answers, the name and number of the person. */
export const erasedOf = ({ status, answersUntil, personUntil }: Kept) => ({
  answers: isEnded(status) && (status !== 'completed' || answersUntil === null),
  person: isEnded(status) && personUntil === null,
})
