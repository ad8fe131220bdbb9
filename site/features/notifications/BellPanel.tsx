import type { NotificationPage } from '#api/notifications/contract.ts'
import { useAction } from '../../lib/action.ts'
import { t } from '../../lib/i18n/t.ts'
import type { Resource } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { When } from '../../ui/When.tsx'
import { markRead } from './inbox.ts'
import { whyNoneUnread } from './mark-all.ts'
import { NewsMark } from './NewsMark.tsx'
import { detailOf, grouped, groupPlace, groupSentence } from './news.ts'

const SHOWN_MAX = 8

/** The latest news under the bell; several of a kind share a line. */
export function BellPanel({ inbox }: { inbox: Resource<NotificationPage> }) {
  const { data } = inbox
  const newest = data?.items[0]
  const marking = useAction(markRead)
  return (
    <div class="bell-panel">
      <div class="flex items-center gap-2 px-2 py-1.5">
        <h2 class="strong text-t14">{t('notifications.title')}</h2>
        <Button
          kind="ghost"
          size="xs"
          class="ml-auto"
          busy={marking.busy}
          disabledBecause={whyNoneUnread(inbox)}
          onClick={() => newest && void marking.run(newest.id)}
        >
          {t('notifications.mark_all')}
        </Button>
      </div>
      <ErrorNote error={marking.error} />
      {inbox.state === 'loading' && <SkeletonLines lines={6} />}
      {inbox.state === 'failed' && (
        <ErrorState
          what={t('notifications.title')}
          error={inbox.error}
          onRetry={inbox.reload}
          boxed={false}
        />
      )}
      {data?.items.length === 0 && (
        <Empty icon="bell" title={t('notifications.empty')} text={t('notifications.empty_text')} />
      )}
      {data && data.items.length > 0 && (
        <ul>
          {grouped(data.items)
            .slice(0, SHOWN_MAX)
            .map((group) => {
              const first = group.items[0]
              if (!first) return null
              const more = group.items.length === 1 ? detailOf(first) : undefined
              return (
                <li key={group.id}>
                  <a class={`news${first.read ? '' : ' unread'}`} href={groupPlace(group)}>
                    <NewsMark type={first.type} />
                    <span class="n">
                      {groupSentence(group)}
                      {more && <span class="subtle"> · {more}</span>}
                    </span>
                    <span class="subtle text-t12 whitespace-nowrap">
                      <When at={first.at} as="ago" />
                    </span>
                    {!first.read && <span class="vh">{t('notifications.is_unread')}</span>}
                  </a>
                </li>
              )
            })}
        </ul>
      )}
      <a class="btn ghost sm mt-1 w-full" href="/notifications">
        {t('notifications.see_all')}
      </a>
    </div>
  )
}
