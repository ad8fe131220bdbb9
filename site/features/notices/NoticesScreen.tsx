import { useState } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { FilterBar } from '../../ui/FilterBar.tsx'
import { later } from '../../ui/later.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import type { Props } from './NoticeDialog.tsx'
import { NoticeDrawer } from './NoticeDrawer.tsx'
import { NoticeTable } from './NoticeTable.tsx'

const NoticeDialog = later<Props>(() =>
  import('./NoticeDialog.tsx').then((file) => file.NoticeDialog),
)

const PAGE = 50
const STATES = ['current', 'scheduled', 'past', 'withdrawn'] as const
const FRESH = { after: undefined, page: undefined, notice: undefined }

/** The notices of the headquarters, and the one that is read. */
export function NoticesScreen() {
  const me = useMe()
  const query = useQuery()
  const [writing, setWriting] = useState(false)
  const list = useAnswer(addressOf('/notices', { query: filterOf(query) }))
  if (!me) return null
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <PageHead
        title={t('notices.title')}
        actions={
          may('notice.write') && (
            <Button kind="primary" icon="plus" onClick={() => setWriting(true)}>
              {t('notices.write')}
            </Button>
          )
        }
      />
      {may('notice.reach') && <StateTabs query={query} />}
      <FilterBar setCount={0} onClear={() => undefined}>
        <SearchBox
          value={query.q ?? ''}
          placeholder={t('notices.search')}
          onValue={(q) => setQuery({ ...FRESH, q: q || undefined })}
        />
        {may('notice.acknowledge') && (
          <button
            type="button"
            class={`chip${query.owed ? ' set' : ''}`}
            aria-pressed={Boolean(query.owed)}
            onClick={() => setQuery({ ...FRESH, owed: query.owed ? undefined : '1' })}
          >
            {t('notices.only_owed')}
          </button>
        )}
      </FilterBar>
      <div class="with-drawer">
        <div>
          <div class="scroller list-scroll">
            {list.state === 'failed' ? (
              <div class="page-body">
                <ErrorState what={t('notices.title')} error={list.error} onRetry={list.reload} />
              </div>
            ) : (
              <div class="max-sm:px-4">
                <NoticeTable
                  rows={list.data?.items}
                  current={query.notice}
                  isFiltered={Boolean(query.q || query.owed || query.state)}
                  onOpen={(row) => setQuery({ notice: row.id }, true)}
                />
              </div>
            )}
          </div>
          {list.data && (list.data.nextCursor || query.after) && (
            <CursorPager
              rows={list.data.items.length}
              pageSize={PAGE}
              nextCursor={list.data.nextCursor}
              drop={['notice']}
            />
          )}
        </div>
        {query.notice && (
          <NoticeDrawer
            key={query.notice}
            id={query.notice}
            onClose={() => setQuery({ notice: undefined }, true)}
          />
        )}
      </div>
      {writing && (
        <NoticeDialog notice={undefined} policyId={null} onClose={() => setWriting(false)} />
      )}
    </div>
  )
}

const filterOf = ({ state, q, owed, after }: QueryState): QueryOf<'/notices'> => ({
  state: STATES.find((one) => one === state),
  q,
  owed: owed ? 'true' : undefined,
  after,
  limit: PAGE,
})

const StateTabs = ({ query }: { query: QueryState }) => (
  <Tabs
    label={t('notices.by_state')}
    tabs={[undefined, ...STATES].map((state) => ({
      href: hrefWith({ ...FRESH, state }),
      label: state ? t(`notices.state.${state}`) : t('ui.all'),
      current: (query.state ?? '') === (state ?? ''),
    }))}
    onGo={(href) =>
      setQuery(
        { ...FRESH, state: new URLSearchParams(href.split('?')[1]).get('state') ?? undefined },
        true,
      )
    }
  />
)
