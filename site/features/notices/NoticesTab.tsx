import { useState } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { later } from '../../ui/later.tsx'
import type { Props } from './NoticeDialog.tsx'
import { NoticeDrawer } from './NoticeDrawer.tsx'
import { NoticeTable } from './NoticeTable.tsx'

const NoticeDialog = later<Props>(() =>
  import('./NoticeDialog.tsx').then((file) => file.NoticeDialog),
)

/** The notices of one policy. */
export function NoticesTab({ policyId }: { policyId: string }) {
  const { notice } = useQuery()
  const [writing, setWriting] = useState(false)
  const list = useAnswer(addressOf('/notices', { query: { policyId, limit: 100 } }))
  return (
    <div class="with-drawer">
      <div>
        <div class="scroller list-scroll">
          {may('notice.write') && (
            <div class="filters">
              <Button size="sm" icon="plus" class="ml-auto" onClick={() => setWriting(true)}>
                {t('notices.write')}
              </Button>
            </div>
          )}
          {list.state === 'failed' ? (
            <div class="page-body">
              <ErrorState what={t('notices.title')} error={list.error} onRetry={list.reload} />
            </div>
          ) : (
            <div class="max-sm:px-4 max-sm:pt-4">
              <NoticeTable
                rows={list.data?.items}
                current={notice}
                isFiltered={false}
                onOpen={(row) => setQuery({ notice: row.id }, true)}
              />
            </div>
          )}
        </div>
      </div>
      {notice && (
        <NoticeDrawer
          key={notice}
          id={notice}
          onClose={() => setQuery({ notice: undefined }, true)}
        />
      )}
      {writing && (
        <NoticeDialog notice={undefined} policyId={policyId} onClose={() => setWriting(false)} />
      )}
    </div>
  )
}
