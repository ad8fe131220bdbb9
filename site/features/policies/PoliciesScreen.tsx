import type { PolicyItem, PolicyPage } from '#api/policies/contract.ts'
import { CELL_CARRIERS, POLICY_KINDS, POLICY_STATES, type Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith, type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { StateGlyph } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { DraftList, type Drafts, useDrafts } from './DraftList.tsx'
import { NoPolicies } from './NoPolicies.tsx'
import { PolicyFilters } from './PolicyFilters.tsx'
import { PolicyCard, policyColumns } from './policy-columns.tsx'

const PAGE = 50
/** What a list shows from another place begins on its first page. */
const FRESH = { after: undefined, page: undefined }

/** The policies and their ends; headquarters sees every state, the others those in force for them. */
export function PoliciesScreen() {
  const me = useMe()
  const query = useQuery()
  const isDrafts = query.state === 'draft' && may('policy.draft')
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
      {!isDrafts && <PolicyFilters query={query} />}
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

function narrowing({ carrier, kind, unread, q }: QueryState): QueryOf<'/policies/counts'> {
  return {
    carrier: CELL_CARRIERS.find((one) => one === carrier),
    kind: POLICY_KINDS.find((one) => one === kind),
    unread: unread ? 'true' : undefined,
    q,
  }
}

const filterOf = (query: QueryState): QueryOf<'/policies'> => ({
  ...narrowing(query),
  state: POLICY_STATES.find((one) => one === query.state),
  after: query.after,
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
      empty={
        <NoPolicies
          isFiltered={['state', 'carrier', 'kind', 'unread', 'q'].some((name) => query[name])}
        />
      }
    />
  )
}

const TABS = [undefined, 'draft', ...POLICY_STATES] as const

/** The states with their counts; drafts stand before the states of what is published. */
function StateTabs({ query, drafts }: { query: QueryState; drafts: Drafts }) {
  const counts = useAnswer(addressOf('/policies/counts', { query: narrowing(query) }))
  return (
    <Tabs
      label={t('policies.by_state')}
      tabs={TABS.filter((state) => state !== 'draft' || may('policy.draft')).map((state) => ({
        href: hrefWith({ ...FRESH, state }),
        label: labelOf(state),
        hasCount: true,
        count: state === 'draft' ? drafts.data?.length : counts.data?.[state ?? 'all'],
        glyph: state && <StateGlyph of="policy" is={LOOK_OF[state]} />,
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
}

function labelOf(state: (typeof TABS)[number]): string {
  if (!state) return t('ui.all')
  return state === 'draft' ? t('states.policy.draft') : t(`policies.state_of.${state}`)
}

const LOOK_OF = {
  draft: 'draft',
  active: 'active',
  scheduled: 'scheduled',
  withdrawn: 'inactive',
  expired: 'expired',
} as const
