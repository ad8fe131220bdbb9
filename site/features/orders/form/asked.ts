import { sentAnswers } from '#api/forms/check.ts'
import { askedFields } from '#api/forms/conditions.ts'
import type { FormFacts } from '#api/forms/core.ts'
import { defaultAnswers } from '#api/forms/fill.ts'
import type { PlaceOrder } from '#api/orders/contract.ts'
import type { PolicyDetail, Quote } from '#api/policies/contract.ts'
import { type Answers, askOf, type Draft, factsOf } from './draft.ts'

// What a policy's form makes of a draft; apart from it, because screens that only hand a draft on need no form.

/** The answers to questions that apply now; others are not sent. */
export const askedAnswers = (
  form: PolicyDetail['form'],
  facts: FormFacts,
  given: Answers,
): Answers => sentAnswers(form, facts, withDefaults(form, given))

/** The questions on screen now, in the order of the policy's form. */
export const askedOf = (form: PolicyDetail['form'], facts: FormFacts, given: Answers) =>
  askedFields(form, facts, withDefaults(form, given))

/** What was answered, on top of the form's defaults; an emptied field stays empty. */
export const withDefaults = (form: PolicyDetail['form'], given: Answers): Answers => ({
  ...defaultAnswers(form),
  ...given,
})

/** The command that places the order at the price on screen. */
export function commandOf(
  draft: Draft,
  policy: PolicyDetail,
  quote: Pick<Quote, 'totalWon'>,
): PlaceOrder | undefined {
  const ask = askOf(draft)
  const facts = factsOf(draft)
  if (!ask || !facts) return undefined
  const { customerType: type, ...asked } = ask
  return {
    ...asked,
    customer: { name: draft.name.trim(), phone: draft.phone, type },
    form: askedAnswers(policy.form, facts, draft.answers),
    expectedTotalWon: quote.totalWon,
  }
}
