import type { FormFacts } from '#api/forms/core.ts'
import type { AskQuote, PolicyDetail } from '#api/policies/contract.ts'
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
import { today } from '../../../lib/server-clock.ts'

export type Answers = Readonly<Record<string, string>>

/** A partly filled order. */
export type Draft = {
  /** The idempotency key, made when the draft begins: sending the draft again cannot place the order twice. */
  key: string
  policyId?: string | undefined
  carrier?: Carrier | undefined
  joinType?: JoinType | undefined
  planId?: string | undefined
  contractMonths?: ContractMonths | undefined
  simType?: SimType | undefined
  /** The model of the catalogue, where prices differ by it. */
  deviceId?: string | undefined
  /** Names of the policy's additions that the customer takes. */
  additions: readonly string[]
  supportType: SupportType
  customerType: CustomerType
  name: string
  phone: string
  answers: Answers
  /** Fields whose answers were personal and did not survive a reload. */
  gone: readonly string[]
}

export const newDraft = (): Draft => ({
  key: crypto.randomUUID(),
  additions: [],
  supportType: 'none',
  customerType: 'adult',
  name: '',
  phone: '',
  answers: {},
  gone: [],
})

/** The next order, for another customer: choices stay, personal answers go. */
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

/** Answers that are not personal and may be stored on the device. */
const SAFE = ['device_model', 'device_color', 'sim_model', 'previous_carrier', 'mvno_name']

/** The names of personal fields that are filled in. */
export function personalIn({ name, phone, answers, gone }: Draft): string[] {
  const filled = Object.keys(answers).filter((key) => answers[key] && !SAFE.includes(key))
  return [...new Set([...(name ? ['name'] : []), ...(phone ? ['phone'] : []), ...filled, ...gone])]
}

/**
 * The draft without personal answers: no name, number, birth date, address or account, only the names of those
 * that were filled in.
 */
export function storable(draft: Draft): string {
  const gone = personalIn(draft)
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([key]) => SAFE.includes(key)),
  )
  return JSON.stringify({ ...draft, name: '', phone: '', answers, gone })
}

/** Reads a stored draft; the format of a former version of the site is ignored. */
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
    deviceId: textOf(held.deviceId),
    additions: textsOf(held.additions),
    supportType: SUPPORT_TYPES.find((one) => one === held.supportType) ?? 'none',
    customerType: CUSTOMER_TYPES.find((one) => one === held.customerType) ?? 'adult',
    answers: Object.fromEntries(
      Object.entries(answers).filter(
        ([key, value]) => SAFE.includes(key) && typeof value === 'string',
      ),
    ),
    gone: Array.isArray(held.gone) ? held.gone.filter(isKey) : [],
  }
}

/** Keys of fields, so that nothing that somebody typed comes back as one. */
const isKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z][a-z0-9_]*$/.test(value)

const textsOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

function parsed(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const held: unknown = JSON.parse(text ?? 'null')
    return typeof held === 'object' && held !== null ? { ...held } : undefined
  } catch {
    return undefined
  }
}

/** Fits the draft to the policy: fills in fixed choices and removes those that it does not offer. */
export function fitted(draft: Draft, policy: PolicyDetail): Draft {
  const months = CONTRACT_MONTHS.filter((one) => policy.months.includes(one))
  const carrier = policy.carrier === 'all' ? draft.carrier : policy.carrier
  const joinType = policy.joinType === 'all' ? draft.joinType : policy.joinType
  const kept = months.find((one) => one === draft.contractMonths)
  const contractMonths = kept ?? (months.length === 1 ? months[0] : undefined)
  const deviceId = policy.needsDevice ? draft.deviceId : undefined
  const additions = draft.additions.filter((name) =>
    policy.additions.some((addition) => addition.name === name),
  )
  const same =
    carrier === draft.carrier &&
    joinType === draft.joinType &&
    contractMonths === draft.contractMonths &&
    deviceId === draft.deviceId &&
    additions.length === draft.additions.length
  return same ? draft : { ...draft, carrier, joinType, contractMonths, deviceId, additions }
}

/** The request for a price, once it is complete. */
export function askOf(draft: Draft): AskQuote | undefined {
  const { policyId, planId, joinType, contractMonths, simType, deviceId } = draft
  if (!policyId || !planId || !joinType || contractMonths === undefined || !simType)
    return undefined
  const { supportType, customerType, additions } = draft
  return {
    ...{ policyId, planId, joinType, contractMonths, simType, supportType, customerType },
    additions: [...additions],
    ...(deviceId && { deviceId }),
  }
}

/** The facts that decide which fields apply; none before the plan is chosen. */
export function factsOf(draft: Draft): FormFacts | undefined {
  const { joinType, simType, customerType, supportType, contractMonths } = draft
  if (!joinType || !simType || contractMonths === undefined) return undefined
  return { joinType, simType, customerType, supportType, contractMonths, day: today() }
}
