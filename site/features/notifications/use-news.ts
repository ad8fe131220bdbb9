import { useState } from 'preact/hooks'
import type { Notification } from '#api/notifications/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { useInbox } from './inbox.ts'

const PAGE = 50

/** The inbox as far as the person paged back; new items appear at its head. */
export function useNews() {
  const inbox = useInbox(PAGE)
  const [older, setOlder] = useState<{ items: readonly Notification[]; cursor: string | null }>()
  const first = inbox.data
  const cursor = older ? older.cursor : (first?.nextCursor ?? null)
  const more = useAction(async (before: string) => {
    const page = await api.get(addressOf('/notifications', { query: { limit: PAGE, before } }))
    setOlder((now) => ({ items: [...(now?.items ?? []), ...page.items], cursor: page.nextCursor }))
  })
  // Loaded pages need no new request: the mark itself says which items it covers.
  const readTo = (id: string) =>
    setOlder((now) => now && { ...now, items: readFrom(now.items, id) })
  return {
    inbox,
    items: first && merged(first.items, older?.items ?? []),
    more: cursor ? () => void more.run(cursor) : undefined,
    loadingMore: more.busy,
    moreError: more.error,
    readTo,
  }
}

/** Marks older items as read: those after the mark, or all when the mark is not among them. */
function readFrom(items: readonly Notification[], id: string): readonly Notification[] {
  const marked = Math.max(
    0,
    items.findIndex((item) => item.id === id),
  )
  return items.map((item, at) => (at >= marked ? { ...item, read: true } : item))
}

/** The head may have moved on while older pages loaded, so they can overlap. */
function merged(head: readonly Notification[], older: readonly Notification[]): Notification[] {
  const known = new Set(head.map(({ id }) => id))
  return [...head, ...older.filter(({ id }) => !known.has(id))]
}
