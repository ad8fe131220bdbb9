import type { Translated } from '../catalogue.ts'
import type { terms as ko } from '../ko/terms.ts'

export const terms: Translated<typeof ko> = {
  new: 'New policy',
  new_version: 'New version',
  policy: 'Policy',
  carrier: 'Carrier',
  join: 'Join type',
  kind: 'Kind',
  to_list: 'All policies',
  band: 'Plan band',
  band_unit: 'monthly fee, won',
  'rounding.up': 'the smallest band not below the plan',
  'rounding.down': 'the largest band not above the plan',
  min_months: 'Minimum contract',
  keep_days: 'Keep for',
  clawback: 'Clawback',
  'clawback.full': 'Full',
  'clawback.prorata': 'Pro rata',
  'clawback.none': 'None',
  penalty: 'Penalty',
  form: 'Order form',
  form_n: '{count} {count|field,fields}',
  required: 'Required',
  grid_label: 'Prices for {carrier}',
}
