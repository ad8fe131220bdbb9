import type { Translated } from '../catalogue.ts'
import type { succession as ko } from '../ko/succession.ts'

export const succession: Translated<typeof ko> = {
  title: 'Succession',
  follows: 'It follows “{title}”.',
  changes: 'On {at} “{title}” takes its place.',
  changed: 'On {at} “{title}” took its place.',
  gap: 'This policy ends first, and “{title}” starts on {at}. In between there are no prices.',
  open: 'Open the policy',
  compare: 'Compare prices',
  copy_title: 'Copy “{title}”?',
  copy_verb: 'Make a draft',
  how: 'How to copy',
  how_follow: 'Follow it',
  how_follow_note:
    'This policy ends at the moment at which the new one starts. No gap, no two prices.',
  how_alone: 'On its own',
  how_alone_note: 'This policy stays as it is; you write a new one with the same content.',
  ends_at: '“{title}” ends on {at}; from then on orders are placed under this policy.',
  ends_now: 'At the moment of publishing “{title}” ends and orders are placed under this policy.',
  ends_before:
    '“{title}” ends first, on {end}. Until this policy starts on {at} there are no prices.',
  undo_hint: 'If you cancel this policy before its start, “{title}” gets its former end back.',
  start: 'Start',
  start_at: '{day} 00:00',
  stop: 'Do not follow it',
  agencies_out:
    '{count} {count|agency,agencies} with {shops} {shops|shop,shops} will have no prices from {at}.',
  shops_out: '{count} left-out {count|shop,shops} will have no prices from {at}.',
  now: 'the moment of publishing',
  more: 'and {count} more',
  nobody_out: 'Every agency and shop that has prices now has them under this policy too.',
  'problem.ended': '“{title}” has ended, so nothing can follow it.',
  'problem.succeeded': 'Another policy follows “{title}” already.',
  'problem.before_start': 'It has to start after “{title}” has started, to follow it.',
  'problem.carrier': 'It is for another carrier than “{title}”: prices would be missing.',
  'problem.join_type': 'It is for another join type than “{title}”: prices would be missing.',
  withdraw_first: '“{title}” follows this policy. Cancel that one first.',
  withdraw_back: 'If you cancel it, “{title}” gets its former end back and goes on taking orders.',
  withdraw_ended: '“{title}” has ended and does not come back. Its companies will have no prices.',
  withdraw_until: 'There will be no prices until “{title}” starts on {at}.',
  end_max: '“{title}” starts on {at}. It has to end then or before.',
  price_from: 'Your prices under “{title}”',
  price_counts:
    '{cells} {cells|cell,cells} by hand · {rules} {rules|rule,rules} · {shops} {shops|amount,amounts} of shops',
  price_take: 'Take these prices',
  price_note: 'They are checked against HQ’s new amounts, and in force only once you save them.',
}
