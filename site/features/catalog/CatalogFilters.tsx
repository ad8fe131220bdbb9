import { CARRIERS, CATALOG_STATES } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery } from '../../lib/query.ts'
import { today } from '../../lib/server-clock.ts'
import { lookOf } from '../../lib/states.ts'
import { DateField } from '../../ui/DateField.tsx'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import type { Conditions } from './url-state.ts'

/** Search, carrier, day and state; the address holds all of it. */
export function CatalogFilters({ q, carrier, state, on }: Conditions) {
  return (
    <FilterBar
      setCount={[q, carrier, state, on].filter(Boolean).length}
      onClear={() =>
        setQuery({ q: undefined, carrier: undefined, state: undefined, on: undefined })
      }
    >
      <SearchBox
        value={q}
        placeholder={t('reference.find')}
        onValue={(text) => setQuery({ q: text || undefined })}
      />
      <Choice
        name={t('reference.carrier')}
        options={CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
        value={carrier}
        onValue={(value) => setQuery({ carrier: value })}
      />
      <FilterChip
        name={t('reference.on_day')}
        value={on}
        onClear={() => setQuery({ on: undefined })}
      >
        {() => (
          <div class="w-56 p-3">
            <DateField
              isCondition
              label={t('reference.on_day')}
              help={t('reference.on_day_help')}
              value={on ?? today()}
              onValue={(day) => setQuery({ on: day || undefined })}
            />
          </div>
        )}
      </FilterChip>
      <Choice
        name={t('reference.state')}
        options={CATALOG_STATES.map((value) => ({
          value,
          label: t(lookOf('catalog', value).label),
        }))}
        value={state}
        onValue={(value) => setQuery({ state: value })}
      />
    </FilterBar>
  )
}

function Choice({
  name,
  options,
  value,
  onValue,
}: {
  name: string
  options: readonly { value: string; label: string }[]
  value: string | undefined
  onValue: (value: string | undefined) => void
}) {
  return (
    <FilterChip
      name={name}
      value={options.find((one) => one.value === value)?.label}
      onClear={() => onValue(undefined)}
    >
      {(close) =>
        options.map((option) => (
          <button
            type="button"
            key={option.value}
            class="menu-item"
            onClick={() => {
              onValue(option.value)
              close()
            }}
          >
            {option.label}
          </button>
        ))
      }
    </FilterChip>
  )
}
