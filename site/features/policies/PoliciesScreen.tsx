import type { PolicyItem, PolicyPage } from '#api/policies/contract.ts'
import { CELL_CARRIERS, POLICY_STATUSES, type Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { DraftList, type Drafts, useDrafts } from './DraftList.tsx'
import { NoPolicies } from './NoPolicies.tsx'
import { PolicyCard, policyColumns } from './policy-columns.tsx'

const PAGE = 50
/** Archived policies are in the past; only their orders link to them. */
const TABS = POLICY_STATUSES.filter((status) => status !== 'archived')

/** The policies and their ends; headquarters sees every state, the others those in force for them. */
export function PoliciesScreen() {
  const me = useMe()
  const query = useQuery()
  const isDrafts = query.status === 'draft' && may('policy.draft')
  const page = useAnswer(!isDrafts && addressOf('/policies', { query: filterOf(query) }))
  const drafts = useDrafts()
  if (!me) return null
  const { tier } = me.company
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <PageHead
        title={t('policies.title')}
        actions={
          may('policy.publish') && (
            <ButtonLink kind="primary" icon="plus" href="/policies/new">
              {t('terms.new')}
            </ButtonLink>
          )
        }
      />
      {tier === 'hq' && <StateTabs query={query} drafts={drafts} />}
      {!isDrafts && (
        <FilterBar setCount={0} onClear={() => undefined}>
          <CarrierChip query={query} />
        </FilterBar>
      )}
      <div class="scroller min-h-0 flex-1">
        <div class="max-sm:px-4">
          {isDrafts ? (
            <div class="page-body pt-3">
              <DraftList drafts={drafts} />
            </div>
          ) : page.state === 'failed' ? (
            <div class="page-body">
              <ErrorState what={t('policies.title')} error={page.error} onRetry={page.reload} />
            </div>
          ) : (
            <List page={page.data} tier={tier} query={query} />
          )}
        </div>
      </div>
      {page.data && (
        <CursorPager
          rows={page.data.items.length}
          pageSize={PAGE}
          nextCursor={page.data.nextCursor}
        />
      )}
    </div>
  )
}

const filterOf = ({ status, carrier, after }: QueryState): QueryOf<'/policies'> => ({
  status: POLICY_STATUSES.find((one) => one === status),
  carrier: CELL_CARRIERS.find((one) => one === carrier),
  after,
})

function List({
  page,
  tier,
  query,
}: {
  page: PolicyPage | undefined
  tier: Tier
  query: QueryState
}) {
  return (
    <Table<PolicyItem>
      wide
      caption={t('policies.title')}
      columns={policyColumns(tier)}
      rows={page?.items}
      skeletonRows={10}
      keyOf={(row) => row.id}
      nameOf={(row) => row.title}
      onOpen={(row) => location.assign(`/policies/view?id=${row.id}`)}
      card={(row) => <PolicyCard policy={row} />}
      empty={<NoPolicies isFiltered={Boolean(query.status || query.carrier)} />}
    />
  )
}

function StateTabs({ query, drafts }: { query: QueryState; drafts: Drafts }) {
  return (
    <Tabs
      label={t('policies.by_state')}
      tabs={[undefined, ...(may('policy.draft') ? (['draft'] as const) : []), ...TABS].map(
        (status) => ({
          href: hrefWith({ status, after: undefined, page: undefined }),
          label: status ? t(`states.policy.${status}`) : t('ui.all'),
          ...(status === 'draft' && { hasCount: true, count: drafts.data?.length }),
          glyph: status && <StateGlyph of="policy" is={status} />,
          current: (query.status ?? '') === (status ?? ''),
        }),
      )}
      onGo={(href) =>
        setQuery(
          {
            status: new URLSearchParams(href.split('?')[1]).get('status') ?? undefined,
            after: undefined,
            page: undefined,
          },
          true,
        )
      }
    />
  )
}

function CarrierChip({ query }: { query: QueryState }) {
  const chosen = CELL_CARRIERS.find((one) => one === query.carrier)
  const choose = (carrier: string | undefined) =>
    setQuery({ carrier, after: undefined, page: undefined })
  return (
    <FilterChip
      name={t('terms.carrier')}
      value={chosen && t(`words.carrier.${chosen}`)}
      onClear={() => choose(undefined)}
    >
      {(close) =>
        CELL_CARRIERS.map((carrier) => (
          <button
            type="button"
            key={carrier}
            class="menu-item"
            onClick={() => {
              choose(carrier)
              close()
            }}
          >
            {t(`words.carrier.${carrier}`)}
          </button>
        ))
      }
    </FilterChip>
  )
}
