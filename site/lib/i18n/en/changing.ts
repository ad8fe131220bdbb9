/** What changes when an agency saves, copies or passes on prices; in parts that load when they open. */
import type { Translated } from '../catalogue.ts'
import type { changing as ko } from '../ko/changing.ts'

export const changing: Translated<typeof ko> = {
  pass_title: 'Give all of HQ’s amounts to the shops?',
  pass_text:
    'For every combination of this policy your shops get what HQ pays you, and your margin is 0 won. They will know HQ’s amounts. Prices that you set later apply to orders from then on.',
  rule_row: 'Rule',
  'rule_text.percent': '{n}% of HQ’s amount',
  'rule_text.minus': 'HQ’s amount − {n} won',
  confirm_text: 'It applies to orders placed from now on. Orders already placed keep their amount.',
  confirm_text_later: 'It applies to orders placed once the policy starts, from {at}.',
  diff: 'What changes',
  from_to: '{from} → {to}',
  more: '{count} more',
  none: 'empty',
  conflict:
    'Somebody has changed the prices of this policy meanwhile. What you entered is still here.',
  conflict_load: 'See the new prices',
  conflict_keep: 'Go on with mine',
  loaded: 'The new prices are loaded',
  kept: 'Your prices now stand on the new ones. Please check what changes, then save.',
  rule_of: 'Rule of {name}',
  confirm_title: '{count} {count|cell changes,cells change}. Save?',
  moves: 'up {up} · down {down}',
  told: '{count} {count|shop sees,shops see} the new amounts',
  told_later: '{count} {count|shop sees,shops see} these amounts once it starts',
  conflict_diff: 'Theirs and mine',
  repriced: 'HQ has published v{version} meanwhile. What you entered is still here.',
  repriced_count: '{count} {count|amount,amounts} of HQ changed.',
  repriced_diff: 'HQ’s amounts before and after',
  repriced_seen: 'Seen, go on',
  repriced_wait: 'The changed amounts are loading.',
  copy_text:
    'Gives other shops the rule, the one amount and the cells of a shop. Saving applies them together.',
  copy_none: 'No shop has prices of its own. Set those of one under ‘By shop’ first.',
  copy_from: 'Copy from',
  copy_from_missing: 'Choose the shop to copy from.',
  copy_to: 'Copy to',
  copy_to_missing: 'Choose shops to copy to.',
  copy_all: 'All {count}',
  copy_cells: '{count} {count|cell,cells}',
  copy_overwrites: 'Overwrites what {count} {count|shop has,shops have} of their own: {names}',
  copy_same: 'the same already',
  copy_apply: 'Give to {count}',
  as_all: 'as for every shop',
}
