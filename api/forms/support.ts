import type { Answers } from './conditions.ts'

/**
 * Answers that the annex of a sales contract names (전기통신사업법, since 22 July 2025): what is paid, by whom, and
 * what the customer promises for it.
 */
export const SUPPORT_FIELDS = [
  'common_support_won',
  'additional_support_won',
  'additional_support_payer',
  'additional_support_entered',
  'selective_discount_won',
  'release_price_won',
  'keep_plan_name',
  'keep_plan_days',
  'keep_addons',
  'keep_addons_days',
] as const

export const hasSupport = (answers: Answers): boolean =>
  SUPPORT_FIELDS.some((key) => answers[key] !== undefined && answers[key] !== '')

const won = (answer: string | undefined): number =>
  answer && /^\d{1,12}$/.test(answer) ? Number(answer) : 0

/** Common and additional subsidy together, in won. */
export const supportSumWon = (answers: Answers): number =>
  won(answers.common_support_won) + won(answers.additional_support_won)

/** The won by which the subsidies exceed the device's release price; 0 when they do not, or it is unknown. */
export function aboveReleaseWon(answers: Answers): number {
  const price = won(answers.release_price_won)
  return price > 0 ? Math.max(0, supportSumWon(answers) - price) : 0
}
