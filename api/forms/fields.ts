import {
  BILL_METHODS,
  CARRIERS,
  type CustomerType,
  type JoinType,
  type SimType,
} from '#db/words.ts'

/** Facts of the order that decide which fields are asked (`domain.md` B.7). */
export type FormFacts = {
  joinType: JoinType
  simType: SimType
  customerType: CustomerType
  /** The day in Seoul on which the order is placed, by the server's clock. */
  day?: string | undefined
}
type Answers = Readonly<Record<string, string>>
type Kind =
  | 'text'
  | 'memo'
  | 'phone'
  | 'date'
  | 'imei'
  | 'eid'
  | 'iccid'
  | 'serial'
  | 'account'
  | 'choice'
  | 'url'
  | 'business'

export type Field = {
  key: string
  group: 'customer' | 'device' | 'sim' | 'bill' | 'shipping' | 'extra'
  kind: Kind
  /** The longest answer, in characters. */
  max: number
  options?: readonly string[]
  /** Encrypted while the order is open and cut to four digits when it ends; never shown in full. */
  sealed?: true
  /** The field is asked only when this holds, and is then required whatever the template says. */
  onlyWhen?: (facts: FormFacts, answers: Answers) => boolean
}

const byBank = (_: FormFacts, answers: Answers) =>
  answers.bill_method === 'bank' || answers.bill_method === 'card'

/** Every field that a form may ask for. None is for a resident number, a card number or a CVC. */
export const FIELDS: readonly Field[] = [
  { key: 'birth_date', group: 'customer', kind: 'date', max: 10 },
  { key: 'customer_address', group: 'customer', kind: 'text', max: 200 },
  {
    key: 'business_number',
    group: 'customer',
    kind: 'business',
    max: 10,
    onlyWhen: (facts) => facts.customerType === 'corporate',
  },
  {
    key: 'legal_name',
    group: 'customer',
    kind: 'text',
    max: 100,
    onlyWhen: (facts) => facts.customerType === 'minor',
  },
  {
    key: 'legal_phone',
    group: 'customer',
    kind: 'phone',
    max: 11,
    onlyWhen: (facts) => facts.customerType === 'minor',
  },
  {
    key: 'nationality',
    group: 'customer',
    kind: 'text',
    max: 50,
    onlyWhen: (facts) => facts.customerType === 'foreigner',
  },
  {
    key: 'previous_carrier',
    group: 'customer',
    kind: 'choice',
    max: 10,
    options: [...CARRIERS, 'mvno'],
    onlyWhen: (facts) => facts.joinType === 'mnp',
  },
  {
    key: 'mvno_name',
    group: 'customer',
    kind: 'text',
    max: 50,
    onlyWhen: (facts, answers) => facts.joinType === 'mnp' && answers.previous_carrier === 'mvno',
  },
  { key: 'device_model', group: 'device', kind: 'text', max: 100 },
  { key: 'device_color', group: 'device', kind: 'text', max: 50 },
  { key: 'device_serial', group: 'device', kind: 'serial', max: 50 },
  { key: 'imei', group: 'device', kind: 'imei', max: 15 },
  { key: 'imei2', group: 'device', kind: 'imei', max: 15 },
  {
    key: 'eid',
    group: 'sim',
    kind: 'eid',
    max: 32,
    onlyWhen: (facts) => facts.simType === 'esim',
  },
  { key: 'sim_model', group: 'sim', kind: 'text', max: 50 },
  { key: 'sim_serial', group: 'sim', kind: 'iccid', max: 30 },
  { key: 'bill_method', group: 'bill', kind: 'choice', max: 10, options: BILL_METHODS },
  { key: 'bank_name', group: 'bill', kind: 'text', max: 50, onlyWhen: byBank },
  { key: 'account_holder', group: 'bill', kind: 'text', max: 100, onlyWhen: byBank },
  {
    key: 'account_number',
    group: 'bill',
    kind: 'account',
    max: 20,
    sealed: true,
    onlyWhen: (_, answers) => answers.bill_method === 'bank',
  },
  { key: 'recipient_name', group: 'shipping', kind: 'text', max: 100 },
  { key: 'shipping_address', group: 'shipping', kind: 'text', max: 200 },
  { key: 'reference_url', group: 'extra', kind: 'url', max: 300 },
  { key: 'memo', group: 'extra', kind: 'memo', max: 2000 },
]

const BY_KEY = new Map(FIELDS.map((field) => [field.key, field]))
export const fieldOf = (key: string): Field | undefined => BY_KEY.get(key)

/** The template of a new policy: what shops fill in today (B.7), without what may not be asked. */
export const DEFAULT_FORM: readonly { key: string; required: boolean }[] = [
  { key: 'birth_date', required: true },
  { key: 'customer_address', required: false },
  { key: 'business_number', required: false },
  { key: 'legal_name', required: false },
  { key: 'legal_phone', required: false },
  { key: 'nationality', required: false },
  { key: 'previous_carrier', required: false },
  { key: 'mvno_name', required: false },
  { key: 'device_model', required: true },
  { key: 'device_color', required: false },
  { key: 'device_serial', required: false },
  { key: 'imei', required: false },
  { key: 'imei2', required: false },
  { key: 'eid', required: false },
  { key: 'sim_model', required: false },
  { key: 'sim_serial', required: false },
  { key: 'bill_method', required: false },
  { key: 'bank_name', required: false },
  { key: 'account_holder', required: false },
  { key: 'account_number', required: false },
  { key: 'memo', required: false },
]
