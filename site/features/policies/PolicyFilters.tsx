import { CELL_CARRIERS, POLICY_KINDS } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { type QueryState, setQuery } from '../../lib/query.ts'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'

const NAMES = ['q', 'carrier', 'kind', 'unread'] as const

const set = (change: Record<string, string | undefined>) =>
  setQuery({ after: undefined, page: undefined, ...change })

/** Text, carrier, kind, and whether somebody has still to read it. */
export function PolicyFilters({ query }: { query: QueryState }) {
  return (
    <FilterBar
      setCount={NAMES.filter((name) => query[name]).length}
      onClear={() => set(Object.fromEntries(NAMES.map((name) => [name, undefined])))}
    >
      <SearchBox
        value={query.q ?? ''}
        placeholder={t('policies.search')}
        onValue={(q) => set({ q: q || undefined })}
      />
      <Choice
        name={t('terms.carrier')}
        parameter="carrier"
        options={CELL_CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
        query={query}
      />
      <Choice
        name={t('terms.kind')}
        parameter="kind"
        options={POLICY_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
        query={query}
      />
      <button
        type="button"
        class={`chip${query.unread ? ' set' : ''}`}
        aria-pressed={Boolean(query.unread)}
        onClick={() => set({ unread: query.unread ? undefined : '1' })}
      >
        {t('policies.only_unread')}
      </button>
    </FilterBar>
  )
}

type ChoiceProps = {
  name: string
  parameter: 'carrier' | 'kind'
  options: readonly { value: string; label: string }[]
  query: QueryState
}

function Choice({ name, parameter, options, query }: ChoiceProps) {
  const chosen = options.find(({ value }) => value === query[parameter])
  const choose = (value: string | undefined) => set({ [parameter]: value })
  return (
    <FilterChip name={name} value={chosen?.label} onClear={() => choose(undefined)}>
      {(close) =>
        options.map(({ value, label }) => (
          <button
            type="button"
            key={value}
            class="menu-item"
            onClick={() => {
              choose(value)
              close()
            }}
          >
            {label}
          </button>
        ))
      }
    </FilterChip>
  )
}
