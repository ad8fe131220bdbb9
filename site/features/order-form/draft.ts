import { isAsked } from '#api/forms/check.ts'
import { FIELDS, type FormFacts, fieldOf } from '#api/forms/fields.ts'
import type { PlaceOrder } from '#api/orders/contract.ts'
import type { AskQuote, PolicyDetail, Quote } from '#api/policies/contract.ts'
import {
  CARRIERS,
  type Carrier,
  CONTRACT_MONTHS,
  type ContractMonths,
  CUSTOMER_TYPES,
  type CustomerType,
  JOIN_TYPES,
  type JoinType,
  SIM_TYPES,
  type SimType,
  SUPPORT_TYPES,
  type SupportType,
} from '#db/words.ts'

export type Answers = Readonly<Record<string, string>>

/** An order as far as it is filled in. */
export type Draft = {
  /** Made when the draft begins; sending it again cannot place the order twice. */
  key: string
  policyId?: string | undefined
  carrier?: Carrier | undefined
  joinType?: JoinType | undefined
  planId?: string | undefined
  contractMonths?: ContractMonths | undefined
  simType?: SimType | undefined
  supportType: SupportType
  customerType: CustomerType
  name: string
  phone: string
  answers: Answers
}

export const newDraft = (): Draft => ({
  key: crypto.randomUUID(),
  supportType: 'none',
  customerType: 'adult',
  name: '',
  phone: '',
  answers: {},
})

/** The next order for somebody else: what was chosen stays, the person goes. */
export const another = ({
  policyId,
  carrier,
  joinType,
  contractMonths,
  simType,
}: Draft): Draft => ({
  ...newDraft(),
  policyId,
  carrier,
  joinType,
  contractMonths,
  simType,
})

/** Answers that say nothing about a person and may wait on the device. */
const SAFE = ['device_model', 'device_color', 'sim_model', 'previous_carrier', 'mvno_name']

/** The draft without anything of a person: no name, number, birth date, address or account. */
export function storable(draft: Draft): string {
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([key]) => SAFE.includes(key)),
  )
  return JSON.stringify({ ...draft, name: '', phone: '', answers })
}

/** Reads a stored draft; what a former version of the site left there counts as nothing. */
export function restored(text: string | undefined): Draft | undefined {
  const held = parsed(text)
  if (!held || typeof held.key !== 'string') return undefined
  const answers = typeof held.answers === 'object' && held.answers !== null ? held.answers : {}
  return {
    ...newDraft(),
    key: held.key,
    policyId: textOf(held.policyId),
    planId: textOf(held.planId),
    carrier: CARRIERS.find((one) => one === held.carrier),
    joinType: JOIN_TYPES.find((one) => one === held.joinType),
    contractMonths: CONTRACT_MONTHS.find((one) => one === held.contractMonths),
    simType: SIM_TYPES.find((one) => one === held.simType),
    supportType: SUPPORT_TYPES.find((one) => one === held.supportType) ?? 'none',
    customerType: CUSTOMER_TYPES.find((one) => one === held.customerType) ?? 'adult',
    answers: Object.fromEntries(
      Object.entries(answers).filter(
        ([key, value]) => SAFE.includes(key) && typeof value === 'string',
      ),
    ),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

function parsed(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const held: unknown = JSON.parse(text ?? 'null')
    return typeof held === 'object' && held !== null ? { ...held } : undefined
  } catch {
    return undefined
  }
}

/** What the policy allows: what it fixes is filled in, what it does not offer is taken out. */
export function fitted(draft: Draft, policy: PolicyDetail): Draft {
  const months = CONTRACT_MONTHS.filter((one) => policy.months.includes(one))
  const carrier = policy.carrier === 'all' ? draft.carrier : policy.carrier
  const joinType = policy.joinType === 'all' ? draft.joinType : policy.joinType
  const kept = months.find((one) => one === draft.contractMonths)
  const contractMonths = kept ?? (months.length === 1 ? months[0] : undefined)
  const same =
    carrier === draft.carrier &&
    joinType === draft.joinType &&
    contractMonths === draft.contractMonths
  return same ? draft : { ...draft, carrier, joinType, contractMonths }
}

/** The question that the price answers, once it can be asked. */
export function askOf(draft: Draft): AskQuote | undefined {
  const { policyId, planId, joinType, contractMonths, simType } = draft
  if (!policyId || !planId || !joinType || contractMonths === undefined || !simType)
    return undefined
  return { policyId, planId, joinType, contractMonths, simType }
}

/** What decides which fields are asked; nothing before the plan is chosen. */
export function factsOf({ joinType, simType, customerType }: Draft): FormFacts | undefined {
  return joinType && simType && { joinType, simType, customerType }
}

/** The answers that the form asks for now; an answer to a question that is gone is not sent. */
export function askedAnswers(
  form: PolicyDetail['form'],
  facts: FormFacts,
  given: Answers,
): Answers {
  const template = new Set(form.map(({ key }) => key))
  const answers: Record<string, string> = {}
  // In the catalogue's order a question stands after those on which it depends.
  for (const field of FIELDS) {
    const answer = given[field.key]?.trim()
    if (answer && template.has(field.key) && isAsked(field, facts, answers))
      answers[field.key] = answer
  }
  return answers
}

/** The questions on screen now, in the order of the policy's form. */
export function askedFields(form: PolicyDetail['form'], facts: FormFacts, answers: Answers) {
  return form.flatMap((entry) => {
    const field = fieldOf(entry.key)
    if (!field || !isAsked(field, facts, answers)) return []
    return [{ ...entry, field, required: entry.required || field.onlyWhen !== undefined }]
  })
}

/** The command that places the order at the price that was shown. */
export function commandOf(
  draft: Draft,
  policy: PolicyDetail,
  quote: Pick<Quote, 'totalWon'>,
): PlaceOrder | undefined {
  const ask = askOf(draft)
  const facts = factsOf(draft)
  if (!ask || !facts) return undefined
  return {
    ...ask,
    supportType: draft.supportType,
    customer: { name: draft.name.trim(), phone: draft.phone, type: draft.customerType },
    form: askedAnswers(policy.form, facts, draft.answers),
    expectedTotalWon: quote.totalWon,
  }
}
