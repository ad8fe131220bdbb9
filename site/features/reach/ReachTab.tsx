import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ReachedItem } from '#api/reach/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { BulkBar } from '../../ui/BulkBar.tsx'
import { Button } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { FilterBar } from '../../ui/FilterBar.tsx'
import { later } from '../../ui/later.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useSelection } from '../../ui/selection.ts'
import { Table } from '../../ui/Table.tsx'
import { ReachFigures } from './ReachFigures.tsx'
import { ReachCard, reachColumns } from './reach-columns.tsx'
import { BOARD_PAGE, FRESH, filterOf, SHOWS, showOf, tierOf } from './url-state.ts'

// What opens on a press loads on that press.
const CallList = later(() => import('./CallList.tsx').then((file) => file.CallList))
const ReachDrawer = later(() => import('./ReachDrawer.tsx').then((file) => file.ReachDrawer))
const RemindDialog = later(() => import('./RemindDialog.tsx').then((file) => file.RemindDialog))

/** Who has read and priced a policy, and whom to remind or to call. */
export function ReachTab({ policy }: { policy: PolicyDetail }) {
  const query = useQuery()
  const { id } = policy
  const counts = useAnswer(addressOf('/policies/:id/reach/counts', { param: { id } }))
  const list = useAnswer(
    addressOf('/policies/:id/reach', { param: { id }, query: filterOf(query) }),
  )
  const rows = list.data?.items
  const selection = useSelection(rows?.map((row) => row.id) ?? [])
  const [reminding, setReminding] = useState<readonly ReachedItem[] | undefined>(undefined)
  const [calling, setCalling] = useState(false)
  const picked = (rows ?? []).filter((row) => selection.has(row.id))
  const mayTell = may('message.send') && policy.status === 'active'
  const close = () => setQuery({ company: undefined }, true)
  return (
    <div class="with-drawer">
      <div>
        <div class="scroller list-scroll">
          <div class="px-[var(--gutter)] pt-4">
            <ReachFigures policy={policy} counts={counts.data} />
          </div>
          <Filters
            onCall={() => {
              close()
              setCalling(true)
            }}
          />
          {list.state === 'failed' ? (
            <div class="page-body">
              <ErrorState what={t('reach.board')} error={list.error} onRetry={list.reload} />
            </div>
          ) : (
            <div class="max-sm:px-4">
              <Table<ReachedItem>
                wide
                caption={t('reach.board')}
                columns={reachColumns()}
                rows={rows}
                keyOf={(row) => row.id}
                nameOf={(row) => row.name}
                current={query.company}
                selection={mayTell ? selection : undefined}
                onOpen={(row) => {
                  setCalling(false)
                  setQuery({ company: row.id }, true)
                }}
                card={(row) => <ReachCard row={row} />}
                cardFoot={(row) => row.phone && <CallLink phone={row.phone} />}
                empty={<NoCompanies counted={counts.data?.companies} />}
              />
            </div>
          )}
        </div>
        {list.data && (list.data.nextCursor || query.after) && (
          <CursorPager
            rows={list.data.items.length}
            pageSize={BOARD_PAGE}
            nextCursor={list.data.nextCursor}
            drop={['company']}
          />
        )}
        <BulkBar count={picked.length} onClear={selection.clear}>
          <Button size="sm" icon="bell" onClick={() => setReminding(picked)}>
            {t('reach.remind_n', { count: picked.length })}
          </Button>
        </BulkBar>
      </div>
      {query.company && (
        <ReachDrawer
          key={query.company}
          policyId={id}
          row={rows?.find((row) => row.id === query.company)}
          companyId={query.company}
          onClose={close}
        />
      )}
      {calling && !query.company && <CallList policy={policy} onClose={() => setCalling(false)} />}
      {reminding && (
        <RemindDialog
          policyId={id}
          companies={reminding}
          onClose={() => {
            setReminding(undefined)
            selection.clear()
          }}
        />
      )}
    </div>
  )
}

const CallLink = ({ phone }: { phone: string }) => (
  <div class="card-foot">
    <a class="btn touch" href={`tel:${phone}`}>
      {phone}
    </a>
  </div>
)

function Filters({ onCall }: { onCall: () => void }) {
  const query = useQuery()
  const set = (change: Record<string, string | undefined>) => setQuery({ ...FRESH, ...change })
  return (
    <FilterBar
      setCount={Number(Boolean(query.q)) + Number(Boolean(query.tier))}
      onClear={() => set({ q: undefined, tier: undefined })}
    >
      <SearchBox
        value={query.q ?? ''}
        placeholder={t('reach.search')}
        onValue={(q) => set({ q: q || undefined })}
      />
      <Segmented
        label={t('reach.show')}
        value={showOf(query)}
        options={SHOWS.map((value) => ({ value, label: t(`reach.show.${value}`) }))}
        onValue={(show) => set({ show })}
      />
      {may('policy.history') && (
        <Segmented
          label={t('reach.tier')}
          value={tierOf(query) ?? 'all'}
          options={(['all', 'agency', 'retail'] as const).map((value) => ({
            value,
            label: value === 'all' ? t('ui.all') : t(`words.tier.${value}`),
          }))}
          onValue={(tier) => set({ tier: tier === 'all' ? undefined : tier })}
        />
      )}
      <Button size="sm" class="ml-auto" onClick={onCall}>
        {t('reach.call_list')}
      </Button>
    </FilterBar>
  )
}

function NoCompanies({ counted }: { counted: number | undefined }) {
  return counted === 0 ? (
    <Empty icon="users" title={t('reach.empty_none')} text={t('reach.empty_none_text')} />
  ) : (
    <Empty icon="users" title={t('reach.empty')} />
  )
}
