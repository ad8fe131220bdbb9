import type { Translated } from '../catalogue.ts'
import type { difference as ko } from '../ko/difference.ts'

export const difference: Translated<typeof ko> = {
  title: 'Comparison of versions',
  from: 'Compare with',
  none_before: 'There is no earlier version to compare with',
  counts: '{changed} changed · {added} new · {removed} gone',
  cells: 'Cell',
  before: 'Before (won)',
  after: 'Now (won)',
  difference: 'Difference (won)',
  added: 'New',
  removed: 'Gone',
  changed: 'Changed',
  closed: 'No orders',
  same: 'All amounts are the same',
  more: '{count} more {count|cell differs,cells differ}.',
  others: 'Changed beside the amounts',
  rounding: 'How a band is chosen',
  bands: 'Plan bands',
  months: 'Contracts',
  sim: 'SIM adjustment (won)',
  hq: 'Seen by the headquarters alone',
  flat: 'Amount where there is no cell',
  targets: 'Agencies (left out / added)',
  exclusions: 'Excluded shops (taken in / added)',
}
