import { digits } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { useResource } from '../lib/resource.ts'
import { Icon } from '../ui/Icon.tsx'

const SHOWN_MAX = 99

/** Unread notifications, as the server counts them; leads to all of them. */
export function Bell() {
  const unread = useResource<{ count: number }>('/notifications/unread-count', {
    live: ['notification.*'],
  })
  const count = unread.data?.count ?? 0
  const label =
    count > 0 ? t('shell.notifications_unread', { count: digits(count) }) : t('shell.notifications')
  return (
    <a class="icon-btn" href="/notifications" aria-label={label} title={label}>
      <Icon name="bell" size={17} />
      {count > 0 && (
        <span class="count-badge" data-count={count > SHOWN_MAX ? `${SHOWN_MAX}+` : count} />
      )}
    </a>
  )
}
