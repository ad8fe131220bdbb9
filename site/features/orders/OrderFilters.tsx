import { t } from '../../lib/i18n/t.ts'
import { type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { shortDate } from '../../lib/when.ts'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { later } from '../../ui/later.tsx'
import { type Period, periodProblem } from '../../ui/period.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { CompanyChip } from '../companies/CompanyChip.tsx'

const CompanyOffer = later(() => import('./CompanyOffer.tsx').then((file) => file.CompanyOffer))

const PeriodField = later(() => import('../../ui/DateField.tsx').then((file) => file.PeriodField))

/** Text that may name a company: it has letters, and does not begin like an order number. */
const NAME = /^(?!(?:SK|KT|LG)[\s-]?\d)(?=.*\p{L})\S.+/iu

/** Changes filters and returns to the first page. */
const change = (values: Record<string, string | undefined>) =>
  setQuery({ ...values, after: undefined, page: undefined })

const clear = () => change({ q: undefined, from: undefined, to: undefined, company: undefined })

/** The filters of the list; all of them stand in the address. */
export function OrderFilters() {
  const query = useQuery()
  const me = useMe()
  const set = [query.q, query.from ?? query.to, query.company].filter(Boolean).length
  const isRetail = me?.company.tier === 'retail'
  // Digits alone name no company; a text with letters may.
  const named = query.q && !isRetail && NAME.test(query.q) ? query.q : undefined
  return (
    <FilterBar setCount={set} onClear={clear}>
      <SearchBox
        value={query.q ?? ''}
        placeholder={t('orders.search')}
        onValue={(q) => change({ q: q || undefined })}
      />
      <PeriodChip query={query} />
      {!isRetail && (
        <CompanyChip id={query.company} onlyBelow onValue={(company) => change({ company })} />
      )}
      {named && <CompanyOffer text={named} />}
    </FilterBar>
  )
}

function PeriodChip({ query: { from = '', to = '' } }: { query: QueryState }) {
  return (
    <FilterChip
      name={t('orders.period')}
      value={from || to ? `${from && shortDate(from)} ~ ${to && shortDate(to)}` : undefined}
      onClear={() => change({ from: undefined, to: undefined })}
    >
      {() => (
        <div class="w-80 p-2">
          <PeriodField
            value={{ from, to }}
            onValue={(period: Period) => !periodProblem(period) && change({ ...period })}
          />
        </div>
      )}
    </FilterChip>
  )
}
