import type { BoardNews } from '#api/dashboards/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Icon } from '../../ui/Icon.tsx'

/** What the headquarters tells: policies to read first, then notices, important ones on top. */
export function NoticeBoard({ news: { notices, unreadPolicies } }: { news: BoardNews }) {
  if (notices.length === 0 && unreadPolicies === 0) return null
  return (
    <section class="mb-3 flex flex-col gap-2" aria-label={t('notices.board_title')}>
      {unreadPolicies > 0 && (
        <p class="note">
          <Icon name="scroll-text" size={14} />
          <span>
            {t('notices.board_unread', { count: digits(unreadPolicies) })}{' '}
            <a class="link" href="/policies?unread=1">
              {t('notices.board_unread_go')}
            </a>
          </span>
        </p>
      )}
      {notices.length > 0 && (
        <ul class="frame">
          {notices.map(({ id, title, isImportant, isOwed }) => (
            <li
              key={id}
              class="relative flex min-h-9 items-center gap-2 border-b border-line-faint px-3 last:border-0 max-sm:min-h-11"
            >
              {isImportant && <span class="tag">{t('notices.important')}</span>}
              <a
                class="med trunc after:absolute after:inset-0 hover:underline"
                href={`/notices?notice=${id}`}
              >
                {title}
              </a>
              {isOwed && (
                <span class="ml-auto whitespace-nowrap text-accent-text text-t12">
                  {t('notices.owed')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
