/** What an agency has to decide about its prices, and what settles it. */
import type { Translated } from '../catalogue.ts'
import type { deciding as ko } from '../ko/deciding.ts'

export const deciding: Translated<typeof ko> = {
  problems_more: '{count} more.',
  lower_all: 'Lower all',
  go: 'Show {cell}',
  'mend.rule': 'By the rule {won}',
  'mend.clear': 'Clear the cell',
  'mend.lower': 'Lower to {won}',
  'mend.set': 'Set {won}',
  'mend.raise': 'Raise to {won}',
  'mend.keep': 'Keep {won} by the rule',
  'mend.remove': 'Remove the shop’s amount',
  mend_for: '{cell}: {mend}',
  'change.lowered': 'HQ lowered it from {was} to {hq}.',
  'change.raised': 'HQ raised it from {was} to {hq}.',
  'change.new': 'HQ has set it to {hq}.',
  'problem.shop': '{name} alone',
  'problem.unread': 'No amount: ‘{text}’',
  'problem.low': 'It is {own} won. HQ allows {lowest} at the lowest.',
  'problem.tie': 'Two cells fit and neither is more specific. Please set this one.',
  'problem.above': 'The {own} won set by hand are {over} above HQ’s {hq} for {carrier}.',
  'problem.default_above': 'The default of {own} won is {over} above HQ’s {hq}.',
  'problem.undecided': 'No rule applies to {hq} won; please set an amount.',
  'problem.undecided_floor':
    'HQ’s {hq} won are less than the margin to keep, so no rule applies; please set an amount.',
  'problem.below_floor':
    '{source} {own} won leave a margin of {margin} won, less than the {limit} won that HQ demands.',
  'problem.above_ceiling':
    '{source} {own} won leave a margin of {margin} won, more than the {limit} won that HQ allows.',
  'problem.shop_places': 'So it is in {count} {count|combination,combinations}.',
  'source.cell': 'Your',
  'source.rule': 'The rule’s',
  'source.default': 'The default’s',
  'source.passed_on': 'Passed on, the',
  'source.override': 'The shop’s own',
  'problem.override':
    'In {count} {count|combination,combinations} HQ pays less than the {own} won; the lowest is {hq}.',
  'problem.leave': 'HQ allows only {leave} won more than it pays.',
  'problem.override_leave':
    'The shop’s own {own} won cannot be paid for {count} {count|combination,combinations}. At most {hq} won can be paid for all of them.',
  'problem.unpriced': 'HQ has no price any more, so {own} won is not used. Saving leaves it out.',
}
