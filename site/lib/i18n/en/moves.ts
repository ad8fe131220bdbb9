import type { Translated } from '../catalogue.ts'
import type { moves as ko } from '../ko/moves.ts'

export const moves: Translated<typeof ko> = {
  next_hint: 'The shop and the agency are told at once.',
  reject_title: 'Reject {number}?',
  reject_text: 'The shop sees the reason as written. The held rebate is given back at once.',
  cancel_title: 'Cancel {number}?',
  cancel_text:
    'This cannot be undone. The held rebate is given back at once; to go on, a new order is needed.',
  reason_help: 'Up to 500 characters. Say what to correct.',
  'reject_preset.1':
    "The customer's details differ from the application. Check and place it again.",
  'reject_preset.2': "Check the device's serial number.",
  'reject_preset.3': 'The plan or contract does not fit the policy.',
  'reject_preset.4': "The holder's identity has to be confirmed.",
  'reject_preset.5': 'This order was placed already.',
  'cancel_preset.1': 'The customer called it off.',
  'cancel_preset.2': 'Out of stock.',
  'cancel_preset.3': 'The activation failed.',
  'cancel_preset.4': 'The parcel came back.',
  ship_title: 'Ship {number}?',
  ship_how: 'How it travels',
  ship_parcel: 'Parcel',
  ship_none: 'No shipment',
  ship_none_text: 'eSIM or handed over in the shop. It goes on to activation.',
  ship_digits: '6 to 20 digits.',
  complete_title: 'Mark {number} as activated?',
  complete_text: 'This cannot be undone. The held rebate becomes used and settlement lines appear.',
  activated_on: 'Activated on',
  activated_number: 'Activated number',
  activated_help: '9 to 11 digits.',
}
