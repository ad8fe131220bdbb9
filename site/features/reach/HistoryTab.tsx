import { useState } from 'preact/hooks'
import type { EventPage, PolicyEvent } from '#api/policies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type Moment, Timeline } from '../../ui/Timeline.tsx'

const PAGE = 50

/** What has happened to a policy since it was published, newest first. */
export function HistoryTab({ policyId }: { policyId: string }) {
  const param = { id: policyId }
  const first = useAnswer(addressOf('/policies/:id/events', { param, query: { limit: PAGE } }))
  const [older, setOlder] = useState<EventPage | undefined>(undefined)
  const more = useAction(async (after: string) => {
    const page = await api.get(
      addressOf('/policies/:id/events', { param, query: { limit: PAGE, after } }),
    )
    setOlder({ ...page, items: [...(older?.items ?? []), ...page.items] })
  })
  if (first.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState what={t('reach.history')} error={first.error} onRetry={first.reload} />
      </div>
    )
  const known = new Set(first.data?.items.map(({ id }) => id))
  const items = [
    ...(first.data?.items ?? []),
    ...(older?.items ?? []).filter(({ id }) => !known.has(id)),
  ]
  const cursor = older ? older.nextCursor : first.data?.nextCursor
  return (
    <div class="scroller min-h-0 flex-1">
      <section class="page-body max-w-[880px] pt-4" aria-label={t('reach.history')}>
        {first.state === 'loading' && <SkeletonLines lines={8} />}
        {first.data && items.length === 0 && <Empty title={t('reach.history_empty')} />}
        <Timeline items={items.map(momentOf)} />
        <ErrorNote error={more.error} />
        {cursor && (
          <Button busy={more.busy} onClick={() => void more.run(cursor)}>
            {t('reach.history_more')}
          </Button>
        )}
      </section>
    </div>
  )
}

const ENDS: readonly string[] = ['withdrawn', 'cancelled', 'expired']
/** Kinds whose sides are the policy's end. */
const ENDS_MOVED: readonly string[] = ['valid_to', 'superseded', 'succession_undone']

function momentOf(event: PolicyEvent): Moment {
  const { id, at, kind, after, byName } = event
  const what = t(`reach.event.${kind}`, {
    n: typeof after === 'number' ? after : '',
    other: event.otherTitle ?? '',
  })
  return {
    id,
    at,
    mark: ENDS.includes(kind) ? { glyph: 'slash', role: 'none' } : { icon: 'clock' },
    what,
    more: [detailOf(event), byName ?? t('reach.by_clock')].filter(Boolean).join(' · '),
    stacked: true,
  }
}

/** The values before and after, in words. */
function detailOf({ kind, before, after }: PolicyEvent): string {
  if (kind === 'published' || kind === 'version' || kind === 'expired') return ''
  if (kind === 'targets' || kind === 'exclusions')
    return t('reach.change_of', { added: only(after), removed: only(before) })
  if (kind === 'withdrawn' || kind === 'cancelled') return typeof after === 'string' ? after : ''
  if (ENDS_MOVED.includes(kind) && before === after) return ''
  return t('reach.change', { before: sayValue(kind, before), after: sayValue(kind, after) })
}

const only = (side: PolicyEvent['after']) =>
  typeof side === 'object' && side !== null ? side.only.length : 0

function sayValue(kind: PolicyEvent['kind'], value: PolicyEvent['before']): string {
  if (typeof value === 'boolean') return t(value ? 'reach.yes' : 'reach.no')
  if (ENDS_MOVED.includes(kind))
    return typeof value === 'string' ? dateTime(value) : t('reach.no_end')
  return typeof value === 'string' && value !== '' ? `‘${value}’` : '–'
}
