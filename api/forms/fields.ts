import type { FormCondition } from '#db/schema/policies.ts'
import { BILL_METHODS, CARRIERS, type FormGroup } from '#db/words.ts'

/** What an answer is, and so how it is cleaned and checked. */
export type FieldKind =
  | 'text'
  | 'memo'
  | 'phone'
  | 'telephone'
  | 'email'
  | 'date'
  | 'datetime'
  | 'number'
  | 'won'
  | 'days'
  | 'imei'
  | 'eid'
  | 'iccid'
  | 'serial'
  | 'account'
  | 'choice'
  | 'checks'
  | 'url'
  | 'business'
  | 'result'
  | 'barcode'
  | 'attachment'

/** The answer of an attachment is the id of its upload. */
export const ATTACHMENT_ID_LENGTH = 36

export type Field = {
  key: string
  group: FormGroup
  kind: FieldKind
  /** The longest answer, in characters. */
  max: number
  /** The values of a choice; words for those of the catalogue are in the site's messages. */
  options?: readonly string[]
  /** Encrypted while the order is open and cut to four digits when it ends; never shown in full. */
  sealed?: true
  /** The catalogue's own condition: no template changes it. */
  law?: FormCondition
}

type Law = Pick<FormCondition, 'tests'>['tests'][number]
/** The field is asked only when all of this holds, and is then required whatever the template says. */
const onlyIf = (...tests: Law[]) => ({
  law: { match: 'all', effect: 'shown_required', tests } as const,
})
/** Asked only when this holds; the template says whether it is required. */
const shownIf = (...tests: Law[]) => ({ law: { match: 'all', effect: 'shown', tests } as const })
const is = (field: string, ...values: string[]): Law => ({ field, is: 'any', values })

const YES_NO = ['yes', 'no'] as const

/** Every field that a form may ask for. None is for a resident number, a card number or a CVC. */
export const FIELDS: readonly Field[] = [
  { key: 'birth_date', group: 'customer', kind: 'date', max: 10 },
  { key: 'customer_address', group: 'customer', kind: 'text', max: 200 },
  { key: 'customer_email', group: 'customer', kind: 'email', max: 150 },
  { key: 'alt_contact', group: 'customer', kind: 'telephone', max: 12 },
  { key: 'face_result', group: 'customer', kind: 'result', max: 20 },
  {
    key: 'business_number',
    group: 'customer',
    kind: 'business',
    max: 10,
    ...onlyIf(is('customer_type', 'corporate')),
  },
  {
    key: 'legal_name',
    group: 'customer',
    kind: 'text',
    max: 100,
    ...onlyIf(is('customer_type', 'minor')),
  },
  {
    key: 'legal_phone',
    group: 'customer',
    kind: 'phone',
    max: 11,
    ...onlyIf(is('customer_type', 'minor')),
  },
  {
    key: 'nationality',
    group: 'customer',
    kind: 'text',
    max: 50,
    ...onlyIf(is('customer_type', 'foreigner')),
  },
  {
    key: 'previous_carrier',
    group: 'customer',
    kind: 'choice',
    max: 10,
    options: [...CARRIERS, 'mvno'],
    ...onlyIf(is('join_type', 'mnp')),
  },
  {
    key: 'mvno_name',
    group: 'customer',
    kind: 'text',
    max: 50,
    ...onlyIf(is('join_type', 'mnp'), is('previous_carrier', 'mvno')),
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
    ...onlyIf(is('sim_type', 'esim')),
  },
  { key: 'sim_model', group: 'sim', kind: 'text', max: 50 },
  { key: 'sim_serial', group: 'sim', kind: 'iccid', max: 30 },
  {
    key: 'common_support_won',
    group: 'support',
    kind: 'won',
    max: 12,
    ...shownIf(is('support_type', 'public')),
  },
  { key: 'additional_support_won', group: 'support', kind: 'won', max: 12 },
  {
    key: 'additional_support_payer',
    group: 'support',
    kind: 'choice',
    max: 10,
    options: ['carrier', 'maker', 'dealer'],
  },
  { key: 'additional_support_entered', group: 'support', kind: 'choice', max: 3, options: YES_NO },
  {
    key: 'selective_discount_won',
    group: 'support',
    kind: 'won',
    max: 12,
    ...shownIf(is('support_type', 'selective')),
  },
  { key: 'release_price_won', group: 'support', kind: 'won', max: 12 },
  { key: 'keep_plan_name', group: 'support', kind: 'text', max: 100 },
  { key: 'keep_plan_days', group: 'support', kind: 'days', max: 4 },
  { key: 'keep_addons', group: 'support', kind: 'text', max: 300 },
  { key: 'keep_addons_days', group: 'support', kind: 'days', max: 4 },
  { key: 'installment_won', group: 'support', kind: 'won', max: 12 },
  {
    key: 'installment_months',
    group: 'support',
    kind: 'choice',
    max: 2,
    options: ['12', '24', '36', '48'],
  },
  {
    key: 'insurance',
    group: 'support',
    kind: 'choice',
    max: 20,
    options: ['damage', 'theft', 'comprehensive', 'none'],
  },
  {
    key: 'course',
    group: 'support',
    kind: 'choice',
    max: 20,
    options: ['simple', 'standard', 'premium'],
  },
  { key: 'free_amount_won', group: 'support', kind: 'won', max: 12 },
  { key: 'additional_fee_won', group: 'support', kind: 'won', max: 12 },
  { key: 'welfare', group: 'support', kind: 'choice', max: 3, options: YES_NO },
  { key: 'bill_method', group: 'bill', kind: 'choice', max: 10, options: BILL_METHODS },
  {
    key: 'bank_name',
    group: 'bill',
    kind: 'text',
    max: 50,
    ...onlyIf(is('bill_method', 'bank', 'card')),
  },
  {
    key: 'account_holder',
    group: 'bill',
    kind: 'text',
    max: 100,
    ...onlyIf(is('bill_method', 'bank', 'card')),
  },
  {
    key: 'account_number',
    group: 'bill',
    kind: 'account',
    max: 20,
    sealed: true,
    ...onlyIf(is('bill_method', 'bank')),
  },
  { key: 'recipient_name', group: 'shipping', kind: 'text', max: 100 },
  { key: 'shipping_address', group: 'shipping', kind: 'text', max: 200 },
  { key: 'signed_application', group: 'files', kind: 'attachment', max: ATTACHMENT_ID_LENGTH },
  { key: 'supporting_document', group: 'files', kind: 'attachment', max: ATTACHMENT_ID_LENGTH },
  {
    key: 'guardian_consent',
    group: 'files',
    kind: 'attachment',
    max: ATTACHMENT_ID_LENGTH,
    ...shownIf(is('customer_type', 'minor')),
  },
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
  { key: 'signed_application', required: false },
  { key: 'memo', required: false },
]
