import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NotificationPage } from '#api/notifications/contract.ts'
import { api } from '../../lib/client.ts'
import { type Resource, useResource } from '../../lib/resource.ts'

/** How many are unread, as the server said last: the bell and the page show the same figure. */
export const unread = signal(0)

/** The newest notifications, followed live. */
export function useInbox(limit: number): Resource<NotificationPage> {
  const inbox = useResource<NotificationPage>('/notifications', {
    query: { limit },
    live: ['notification.*'],
  })
  const { data } = inbox
  useEffect(() => {
    if (data) unread.value = data.unread
  }, [data])
  return inbox
}

/** Everything up to this one is read; what came later stays unread. */
export async function markRead(upToId: string): Promise<void> {
  await api.post('/notifications/reads', { upToId })
}
