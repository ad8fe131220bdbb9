import { useRef, useState } from 'preact/hooks'
import type { Notification } from '#api/notifications/contract.ts'
import { useAction } from '../../lib/action.ts'
import { t } from '../../lib/i18n/t.ts'
import { link } from '../../lib/live.ts'
import { hrefWith, setQuery, useQuery } from '../../lib/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { markRead, unread } from './inbox.ts'
import { whyNoneUnread } from './mark-all.ts'
import { NewsList } from './NewsList.tsx'
import { KINDS, kindOf } from './news.ts'
import { useNews } from './use-news.ts'

/** All news of this company, by day. */
export function NotificationsPage() {
  const { show, kind } = useQuery()
  const news = useNews()
  const place = useRef<HTMLDivElement>(null)
  const marking = useAction(async (id: string) => {
    await markRead(id)
    news.readTo(id)
  })
  const [busyId, setBusyId] = useState<string | undefined>(undefined)
  const readTo = ({ id }: Notification) => {
    setBusyId(id)
    void marking.run(id).then(() => setBusyId(undefined))
  }
  const isUnread = show === 'unread'
  const known = KINDS.find((one) => one === kind)
  const shown = news.items?.filter(
    (item) => (!isUnread || !item.read) && (!known || kindOf(item.type) === known),
  )
  const newest = news.items?.[0]
  const count = unread.value
  return (
    <>
      <PageHead
        title={t('notifications.title')}
        beside={link.value === 'reconnecting' && <span class="tag">{t('shell.reconnecting')}</span>}
        actions={
          <Button
            icon="check"
            busy={marking.busy && busyId === newest?.id}
            disabledBecause={whyNoneUnread(news.inbox)}
            onClick={() => newest && readTo(newest)}
          >
            {t('notifications.mark_all')}
          </Button>
        }
      />
      <Tabs
        label={t('notifications.which')}
        onGo={(href) => setQuery({ show: href.includes('show=unread') ? 'unread' : undefined })}
        tabs={[
          {
            href: hrefWith({ show: undefined }),
            label: t('notifications.all'),
            current: !isUnread,
          },
          {
            href: hrefWith({ show: 'unread' }),
            label: t('notifications.unread'),
            count: news.items && count,
            hasCount: true,
            current: isUnread,
          },
        ]}
      />
      <div class="filters">
        <Segmented
          label={t('notifications.kind')}
          value={known ?? 'all'}
          options={[
            { value: 'all', label: t('ui.all') },
            ...KINDS.map((one) => ({ value: one, label: t(`notifications.kind.${one}`) })),
          ]}
          onValue={(value) => setQuery({ kind: value === 'all' ? undefined : value })}
        />
        <span class="subtle ml-auto text-t12 max-md:hidden">{t('notifications.keys')}</span>
      </div>
      <div class="page-body" ref={place}>
        <ErrorNote error={marking.error} />
        {news.inbox.state === 'loading' && <SkeletonLines lines={10} />}
        {news.inbox.state === 'failed' && (
          <ErrorState
            what={t('notifications.title')}
            error={news.inbox.error}
            onRetry={news.inbox.reload}
          />
        )}
        {shown && shown.length > 0 && <NewsList items={shown} onReadTo={readTo} />}
        {shown?.length === 0 && (
          <Empty
            icon="bell"
            boxed
            title={
              isUnread
                ? t('notifications.empty_unread')
                : known
                  ? t('notifications.empty_kind', { kind: t(`notifications.kind.${known}`) })
                  : t('notifications.empty')
            }
            text={known || isUnread ? undefined : t('notifications.empty_text')}
          />
        )}
        <ErrorNote error={news.moreError} />
        {news.more && (
          <div class="flex justify-center pt-3">
            <Button busy={news.loadingMore} onClick={news.more}>
              {t('ui.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
