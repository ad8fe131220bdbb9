import type { Translated } from '../catalogue.ts'
import type { annex as ko } from '../ko/annex.ts'

export const annex: Translated<typeof ko> = {
  title: 'Contract annex',
  not_found: 'There is no such order',
  to_orders: 'To the orders',
  print: 'Print',
  document: 'Annex to the mobile sales contract',
  number: 'Order number',
  placed: 'Placed on',
  shop: 'Shop',
  customer: 'Customer',
  plan: 'Plan',
  monthly: '{fee} won a month',
  join: 'Type of sale',
  support: 'Support',
  months: '{months} {months|month,months}',
  conditions: 'Subsidies and conditions',
  none: 'None',
  sum: 'Subsidies together',
  text: 'I was told these subsidies and conditions and agree to them.',
  sign_customer: 'Signature of the customer',
  sign_shop: 'Signature of the seller',
}
