import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NotificationPage } from '#api/notifications/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { type Resource, useAnswer } from '../../lib/resource.ts'

/** The number of unread items, as the server last said: bell and page show the same figure. */
export const unread = signal(0)

/** The newest notifications, kept up to date by live events. */
export function useInbox(limit: number): Resource<NotificationPage> {
  const inbox = useAnswer(addressOf('/notifications', { query: { limit } }))
  const { data } = inbox
  useEffect(() => {
    if (data) unread.value = data.unread
  }, [data])
  return inbox
}

/** Marks everything up to this one as read; what came later stays unread. */
export async function markRead(upToId: string): Promise<void> {
  await api.post('/notifications/reads', { json: { upToId } })
}
