import type { Notification } from '#api/notifications/contract.ts'
import type { NotificationType } from '#db/words.ts'
import { digits, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import type { GlyphName, StateRole } from '../../lib/states.ts'
import { dateOf } from '../../lib/when.ts'
import type { IconName } from '../../ui/icons.ts'

export const KINDS = [
  'order',
  'rebate',
  'policy',
  'notice',
  'settlement',
  'excel',
  'people',
] as const
export type Kind = (typeof KINDS)[number]

/** Types begin with their subject: `order_approved` is news of an order. */
export const kindOf = (type: NotificationType): Kind =>
  KINDS.find((kind) => type.startsWith(`${kind}_`)) ?? 'people'

const text = (value: string | number | undefined) => (value === undefined ? '' : String(value))
const amount = (value: string | number | undefined) =>
  typeof value === 'number' ? won(value) : text(value)

/** The sentence for one piece of news. */
export const sentence = ({ type, params }: Notification) =>
  t(`notifications.say.${type === 'policy_assigned' && params.follows ? 'policy_follows' : type}`, {
    follows: text(params.follows),
    number: text(params.number),
    amount: amount(params.amountWon),
    title: text(params.title),
    version: text(params.version),
    lines: typeof params.lines === 'number' ? params.lines : 0,
    file: text(params.fileName),
    who: text(params.who),
    reason: text(params.reason),
    device: text(params.device),
  })

/** The quiet text beside the sentence: an order's amount, a budget's last day. */
export function detailOf({ type, params }: Notification): string | undefined {
  if (kindOf(type) === 'order' && typeof params.amountWon === 'number') return won(params.amountWon)
  if (typeof params.periodEnd === 'string')
    return t('notifications.until', { day: params.periodEnd })
  return undefined
}

const PLACES: Record<Kind, (subjectId: string) => string> = {
  order: (id) => `/orders?order=${id}`,
  rebate: () => '/rebates/ledger',
  policy: (id) => `/policies/view?id=${id}`,
  notice: (id) => `/notices?notice=${id}`,
  settlement: () => '/settlements',
  excel: () => '/exports',
  people: () => '/settings',
}
export function placeOf({ type, subjectId }: Notification): string {
  if (type === 'user_pending_approval') return `/org?user=${subjectId}`
  if (type.startsWith('policy_approval_')) return `/policies/new?draft=${subjectId}&step=5`
  // Those who are told of a withdrawal can no longer open the policy.
  return type === 'policy_withdrawn' ? '/policies' : PLACES[kindOf(type)](subjectId)
}

type Mark = { glyph: GlyphName; role: StateRole } | { icon: IconName }
const MARKS: Record<NotificationType, Mark> = {
  order_placed: { glyph: 'ring', role: 'wait' },
  order_approved: { glyph: 'half', role: 'ok' },
  order_rejected: { glyph: 'cross', role: 'stop' },
  order_shipped: { glyph: 'most', role: 'move' },
  order_completed: { glyph: 'check', role: 'done' },
  order_cancelled: { glyph: 'slash', role: 'none' },
  rebate_allocated: { icon: 'coins' },
  rebate_distributed: { icon: 'coins' },
  policy_assigned: { icon: 'scroll-text' },
  policy_changed: { icon: 'scroll-text' },
  policy_withdrawn: { glyph: 'cross', role: 'stop' },
  policy_reminder: { glyph: 'ring', role: 'wait' },
  policy_approval_requested: { glyph: 'ring', role: 'wait' },
  policy_approval_granted: { glyph: 'half', role: 'ok' },
  policy_approval_declined: { glyph: 'cross', role: 'stop' },
  notice_published: { icon: 'info' },
  settlement_approved: { glyph: 'half', role: 'ok' },
  settlement_paid: { glyph: 'check', role: 'done' },
  excel_ready: { icon: 'file-spreadsheet' },
  excel_failed: { glyph: 'cross', role: 'stop' },
  user_pending_approval: { glyph: 'ring', role: 'wait' },
  user_approved: { glyph: 'check', role: 'done' },
  new_device: { icon: 'info' },
  session_revoked: { icon: 'log-out' },
  password_changed: { icon: 'info' },
  second_factor_changed: { icon: 'info' },
  token_made: { icon: 'info' },
}
export const markOf = (type: NotificationType): Mark => MARKS[type]

export type Group = { id: string; items: readonly Notification[] }
const GROUP_MIN = 3

/** Three or more of one type in a row become one line, if all are unread or all are read. */
export function grouped(items: readonly Notification[]): Group[] {
  const runs: Notification[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (run?.[0]?.type === item.type && run[0].read === item.read) run.push(item)
    else runs.push([item])
  }
  return runs.flatMap((run) =>
    run.length >= GROUP_MIN
      ? [{ id: run[0]?.id ?? '', items: run }]
      : run.map((item) => ({ id: item.id, items: [item] })),
  )
}

export const groupSentence = ({ items }: Group): string => {
  const [first] = items
  if (!first) return ''
  return items.length === 1
    ? sentence(first)
    : t(`notifications.many.${first.type}`, { count: digits(items.length) })
}

/** A group links to the list that has all of them. */
export const groupPlace = ({ items }: Group): string => {
  const [first] = items
  if (!first) return '/notifications'
  return items.length === 1 ? placeOf(first) : placeOf(first).replace(/\?.*$/, '')
}

/** News by Seoul day, newest first; late news stands under its own day. */
export function byDay(items: readonly Notification[]): { day: string; items: Notification[] }[] {
  const days = Map.groupBy(items, ({ at }) => dateOf(at))
  return [...days]
    .map(([day, own]) => ({ day, items: own }))
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
}
