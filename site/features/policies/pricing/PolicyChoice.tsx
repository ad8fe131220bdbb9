import type { PolicyItem } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { may } from '../../../lib/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { CursorPager } from '../../../ui/CursorPager.tsx'
import { Empty, ErrorState } from '../../../ui/Empty.tsx'
import { FilterBar } from '../../../ui/FilterBar.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { SearchBox } from '../../../ui/SearchBox.tsx'
import { Table } from '../../../ui/Table.tsx'
import { validity } from '../policy-words.ts'

const PAGE = 50
/** Another search begins on its first page. */
const find = (q: string | undefined) => setQuery({ q, after: undefined, page: undefined })
const clear = () => find(undefined)

const hrefOf = ({ id }: PolicyItem) => `/policies/pricing?id=${id}`

const Prices = ({ policy }: { policy: PolicyItem }) =>
  policy.ratesNumber ? (
    <span class="n">{t('choosing.set_n', { n: policy.ratesNumber })}</span>
  ) : (
    <span class="muted">{t('choosing.not_set')}</span>
  )

/** The policies under which this agency's shops may order; those without own prices say so. */
export function PolicyChoice() {
  const { q, after } = useQuery()
  const policies = useAnswer(
    addressOf('/policies', { query: { status: 'active', limit: PAGE, q, after } }),
  )
  const word = t(may('policy.price') ? 'choosing.edit' : 'choosing.look')
  return (
    <>
      <PageHead
        title={t('pricing.title')}
        beside={<span class="subtle text-t12 max-sm:hidden">{t('choosing.lead')}</span>}
      />
      <FilterBar setCount={q ? 1 : 0} onClear={clear}>
        <SearchBox
          value={q ?? ''}
          placeholder={t('choosing.search')}
          onValue={(text) => find(text || undefined)}
        />
      </FilterBar>
      {policies.state === 'failed' ? (
        <div class="page-body">
          <ErrorState
            what={t('choosing.policies')}
            error={policies.error}
            onRetry={policies.reload}
          />
        </div>
      ) : (
        <div class="scroller list-scroll max-sm:px-4">
          <Table
            caption={t('choosing.policies')}
            rows={policies.data?.items}
            keyOf={({ id }) => id}
            nameOf={({ title }) => title}
            onOpen={(policy) => location.assign(hrefOf(policy))}
            columns={[
              {
                id: 'policy',
                head: t('choosing.choose'),
                cell: (policy) => (
                  <>
                    <span class="med">{policy.title}</span>{' '}
                    <span class="subtle n text-t12">v{policy.currentVersion}</span>
                  </>
                ),
              },
              {
                id: 'carrier',
                head: t('choosing.carrier'),
                cell: ({ carrier }) => <span class="tag">{t(`words.carrier.${carrier}`)}</span>,
              },
              {
                id: 'valid',
                head: t('choosing.valid'),
                cell: (policy) => <span class="n">{validity(policy)}</span>,
              },
              {
                id: 'prices',
                head: t('choosing.state'),
                cell: (policy) => <Prices policy={policy} />,
              },
              {
                id: 'edit',
                head: <span class="vh">{word}</span>,
                align: 'num',
                cell: (policy) => (
                  <ButtonLink size="xs" href={hrefOf(policy)}>
                    {word}
                  </ButtonLink>
                ),
              },
            ]}
            card={(policy) => (
              <dl>
                <dt class="vh">{t('choosing.choose')}</dt>
                <dd class="strong">{policy.title}</dd>
                <dt class="vh">{t('choosing.carrier')}</dt>
                <dd>
                  <span class="tag">{t(`words.carrier.${policy.carrier}`)}</span>
                </dd>
                <dt class="vh">{t('choosing.state')}</dt>
                <dd class="text-t12">
                  <Prices policy={policy} />
                </dd>
                <dt class="vh">{t('choosing.valid')}</dt>
                <dd class="subtle n text-t12">{validity(policy)}</dd>
              </dl>
            )}
            empty={
              q ? (
                <Empty icon="table-2" title={t('choosing.none_found')}>
                  <Button size="sm" onClick={clear}>
                    {t('ui.clear_filters')}
                  </Button>
                </Empty>
              ) : (
                <Empty icon="table-2" title={t('choosing.empty')} text={t('choosing.empty_text')} />
              )
            }
            wide
          />
        </div>
      )}
      {policies.data && (
        <CursorPager
          rows={policies.data.items.length}
          pageSize={PAGE}
          nextCursor={policies.data.nextCursor}
        />
      )}
    </>
  )
}
