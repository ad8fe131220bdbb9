import { useState } from 'preact/hooks'
import type { Notification, NotificationPage } from '#api/notifications/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { useInbox } from './inbox.ts'

const PAGE = 50

/** The inbox as far as it was read back; news that arrives stands at its head. */
export function useNews() {
  const inbox = useInbox(PAGE)
  const [older, setOlder] = useState<{ items: readonly Notification[]; cursor: string | null }>()
  const first = inbox.data
  const cursor = older ? older.cursor : (first?.nextCursor ?? null)
  const more = useAction(async (before: string) => {
    const page = await api.get<NotificationPage>('/notifications', { limit: PAGE, before })
    setOlder((now) => ({ items: [...(now?.items ?? []), ...page.items], cursor: page.nextCursor }))
  })
  const readTo = (id: string) => {
    // The older pages were answered before; what the mark covers is known without asking again.
    setOlder(
      (now) =>
        now && {
          ...now,
          items: now.items.map((item) => (item.id <= id ? { ...item, read: true } : item)),
        },
    )
    inbox.reload()
  }
  return {
    inbox,
    items: first && merged(first.items, older?.items ?? []),
    more: cursor ? () => void more.run(cursor) : undefined,
    loadingMore: more.busy,
    moreError: more.error,
    readTo,
  }
}

/** While pages were read back the head may have moved on, so they can overlap. */
function merged(head: readonly Notification[], older: readonly Notification[]): Notification[] {
  const known = new Set(head.map(({ id }) => id))
  return [...head, ...older.filter(({ id }) => !known.has(id))]
}
