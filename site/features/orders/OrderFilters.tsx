import { useState } from 'preact/hooks'
import type { CompanyDetail, CompanyPage } from '#api/companies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { type QueryState, setQuery, useQuery } from '../../lib/query.ts'
import { useResource } from '../../lib/resource.ts'
import { useMe } from '../../lib/session.ts'
import { shortDate } from '../../lib/when.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { type Period, PeriodField, periodProblem } from '../../ui/DateField.tsx'
import { FilterBar, FilterChip, SearchBox } from '../../ui/FilterBar.tsx'

/** Orders whose number or phone is searched for need this much to go by. */
export const SEARCH_MIN = 4

/** A changed condition begins the list anew: no page, no opened record of the old one. */
const change = (values: Record<string, string | undefined>) =>
  setQuery({ ...values, after: undefined, page: undefined })

const clear = () => change({ q: undefined, from: undefined, to: undefined, company: undefined })

/** The conditions of the list, all of them in the address. */
export function OrderFilters() {
  const query = useQuery()
  const me = useMe()
  const set = [query.q, query.from ?? query.to, query.company].filter(Boolean).length
  const short = query.q !== undefined && query.q.length < SEARCH_MIN
  return (
    <FilterBar setCount={set} onClear={clear}>
      <SearchBox
        value={query.q ?? ''}
        placeholder={t('orders.search')}
        onValue={(q) => change({ q: q || undefined })}
      />
      <PeriodChip query={query} />
      {me?.company.tier !== 'retail' && <CompanyChip id={query.company} />}
      {short && (
        <span class="help error" role="status">
          {t('orders.search_short')}
        </span>
      )}
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

const SEARCH_PAUSE_MS = 200

/** An agency or a shop of the viewer's line, found by name or code on the server. */
function CompanyChip({ id }: { id: string | undefined }) {
  const chosen = useResource<CompanyDetail>(id && `/companies/${id}`)
  return (
    <FilterChip
      name={t('orders.company')}
      value={id && (chosen.data?.id === id ? chosen.data.name : '…')}
      onClear={() => change({ company: undefined })}
    >
      {(close) => (
        <div class="w-72 p-2">
          <CompanyChoice
            onChoose={(company) => {
              change({ company })
              close()
            }}
          />
        </div>
      )}
    </FilterChip>
  )
}

function CompanyChoice({ onChoose }: { onChoose: (id: string | undefined) => void }) {
  const [text, setText] = useState('')
  const [pause, setPause] = useState<ReturnType<typeof setTimeout> | undefined>(undefined)
  const found = useResource<CompanyPage>('/companies', { query: { q: text, limit: 50 } })
  const options = (found.data?.items ?? [])
    .filter(({ tier }) => tier !== 'hq')
    .map(({ id, name, parentName, code, tier }) => ({
      value: id,
      label: name,
      note: tier === 'retail' ? (parentName ?? code) : t('words.tier.agency'),
    }))
  return (
    <Combobox
      label={t('orders.company')}
      placeholder={t('orders.company_hint')}
      options={options}
      value={undefined}
      loading={found.state === 'loading' || found.reloading}
      onValue={onChoose}
      onSearch={(typed) => {
        clearTimeout(pause)
        setPause(setTimeout(() => setText(typed.trim()), SEARCH_PAUSE_MS))
      }}
    />
  )
}
