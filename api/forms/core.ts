import {
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

/** Facts of the order that decide which fields are asked (`domain.md` B.7). */
export type FormFacts = {
  joinType: JoinType
  simType: SimType
  customerType: CustomerType
  supportType: SupportType
  contractMonths: ContractMonths
  /** The day in Seoul on which the order is placed, by the server's clock. */
  day?: string | undefined
}

/** Choices that every order has, to which conditions may refer. */
export const CORE_CHOICES = {
  customer_type: CUSTOMER_TYPES,
  join_type: JOIN_TYPES,
  support_type: SUPPORT_TYPES,
  contract_months: CONTRACT_MONTHS.map(String),
  sim_type: SIM_TYPES,
} as const satisfies Record<string, readonly string[]>

/** Fields that every order has, so no template lists or removes them. */
export const CORE_FIELDS = [
  'customer_name',
  'customer_phone',
  'customer_type',
  'join_type',
  'plan',
  'contract_months',
  'support_type',
  'sim_type',
] as const
export type CoreField = (typeof CORE_FIELDS)[number]
export const isCore = (key: string): key is CoreField => CORE_FIELDS.some((core) => core === key)

/** The facts as answers to the core choices. */
export const coreAnswers = (facts: FormFacts): Readonly<Record<string, string>> => ({
  customer_type: facts.customerType,
  join_type: facts.joinType,
  support_type: facts.supportType,
  contract_months: String(facts.contractMonths),
  sim_type: facts.simType,
})
