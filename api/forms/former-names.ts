/**
 * Names and types that documents and earlier systems use for fields of an order form (`domain.md` B.7), and
 * what stands for each here. A template that lists one is refused with this reason instead of "unknown".
 */
type Standing =
  /** The field of the catalogue, or the core field, that holds it. */
  | { held: string }
  /** The type of an own field that replaces it. */
  | { own: string }
  /** Never asked for, and why. */
  | { refused: string }

const NO_RESIDENT =
  'Resident registration numbers are kept nowhere: ask for the date of birth (birth_date).'
const NO_CARD = 'Card numbers, expiry dates and CVCs are kept nowhere: ask for bill_method.'
const BY_SYSTEM = 'Every order has it without being asked.'

export const FORMER_NAMES: Readonly<Record<string, Standing>> = {
  ssn: { refused: NO_RESIDENT },
  rrn: { refused: NO_RESIDENT },
  registration_number: { refused: NO_RESIDENT },
  resident_number: { refused: NO_RESIDENT },
  card_number: { refused: NO_CARD },
  card_cvc: { refused: NO_CARD },
  cvc: { refused: NO_CARD },
  card_expiry: { refused: NO_CARD },
  order_id: { refused: BY_SYSTEM },
  received_date: { refused: BY_SYSTEM },
  primary_id: { refused: BY_SYSTEM },
  carrier: { refused: BY_SYSTEM },
  rebate_table: { refused: 'The order form shows the amount of the policy by itself.' },
  face_image: { refused: 'Pictures of faces are kept nowhere: ask for face_result.' },

  phone_number: { held: 'customer_phone' },
  activation_phone: { held: 'customer_phone' },
  subscription_type: { held: 'join_type' },
  carrier_plan: { held: 'plan' },
  plan_name: { held: 'plan' },
  plan_id: { held: 'plan' },
  dropdown_from_policy: { held: 'plan' },
  contract_period: { held: 'contract_months' },
  device_serial_number: { held: 'device_serial' },
  sim_serial_number: { held: 'sim_serial' },
  usim_serial: { held: 'sim_serial' },
  mvno_carrier: { held: 'mvno_name' },
  payment_method: { held: 'bill_method' },
  customer_memo: { held: 'memo' },
  legal_info: { held: 'legal_name' },
  foreigner_info: { held: 'nationality' },
  common_support: { held: 'common_support_won' },
  additional_support: { held: 'additional_support_won' },
  free_amount: { held: 'free_amount_won' },
  installment_principal: { held: 'installment_won' },
  additional_fee: { held: 'additional_fee_won' },

  barcode_scan: { own: 'barcode' },
  large_textarea: { own: 'textarea' },
  file_upload: { own: 'attachment' },
  attachments: { own: 'attachment' },
}
