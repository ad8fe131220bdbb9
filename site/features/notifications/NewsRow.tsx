import type { Notification } from '#api/notifications/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { When } from '../../ui/When.tsx'
import { NewsMark } from './NewsMark.tsx'
import { detailOf, placeOf, sentence } from './news.ts'

type Props = {
  news: Notification
  /** One row of the list is the tab stop; J and K move it. */
  isStop: boolean
  onFocus: () => void
  onKey: (event: KeyboardEvent) => void
  onReadTo: () => void
}

/** One piece of news; the whole row is a link to its subject. */
export function NewsRow({ news, isStop, onFocus, onKey, onReadTo }: Props) {
  const more = detailOf(news)
  return (
    <li class="news-row">
      <a
        class={`news${news.read ? '' : ' unread'}`}
        href={placeOf(news)}
        data-news={news.id}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKey}
      >
        <NewsMark type={news.type} />
        <span class="n">
          {sentence(news)}
          {more && <span class="subtle"> · {more}</span>}
        </span>
        <span class="subtle text-t12 whitespace-nowrap">
          <When at={news.at} as="time" />
        </span>
        {!news.read && <span class="vh">{t('notifications.is_unread')}</span>}
      </a>
      {!news.read && (
        <button type="button" class="btn ghost xs" onClick={onReadTo}>
          {t('notifications.mark_to')}
        </button>
      )}
    </li>
  )
}
