/** The policies that an agency prices, as a list. */
import type { Translated } from '../catalogue.ts'
import type { choosing as ko } from '../ko/choosing.ts'

export const choosing: Translated<typeof ko> = {
  lead: 'What each policy pays to the shops.',
  choose: 'Policy',
  policies: 'Policies to price',
  set_n: 'Prices v{n}',
  not_set: 'Not set · your shops wait',
  edit: 'Set prices',
  look: 'See prices',
  carrier: 'Carrier',
  valid: 'Period',
  state: 'Prices',
  search: 'Policy name',
  none_found: 'No policy has this name',
  empty: 'No policy to price',
  empty_text: 'You are told as soon as HQ publishes one.',
}
