import type { NotificationPage } from '#api/notifications/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import type { Resource } from '../../lib/resource.ts'
import { unread } from './inbox.ts'

/** Why "mark all as read" is disabled; undefined when it is not. */
export function whyNoneUnread({ state, data }: Resource<NotificationPage>): string | undefined {
  if (data) return unread.value > 0 ? undefined : t('notifications.empty_unread')
  return state === 'failed'
    ? t('ui.not_loaded', { what: t('notifications.title') })
    : t('ui.loading')
}
