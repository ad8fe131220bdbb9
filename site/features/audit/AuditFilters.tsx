import { useState } from 'preact/hooks'
import { AUDIT_KINDS } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { type QueryState, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { PeriodField } from '../../ui/DateField.tsx'
import { FilterBar, FilterChip } from '../../ui/FilterBar.tsx'
import { type Period, periodProblem } from '../../ui/period.ts'
import { CompanyChip } from '../companies/CompanyChip.tsx'
import { dayOf } from './audit-words.tsx'
import { clear, conditionsIn, kindIn, narrow } from './url-state.ts'

const SEARCH_PAUSE_MS = 200

/**
 * Filters by period, kind, person and company; those taken from an event (record, address, request) are
 * chips.
 */
export function AuditFilters() {
  const query = useQuery()
  const { from, to, ...rest } = conditionsIn(query)
  const set = Object.keys(rest).length + (from || to ? 1 : 0)
  return (
    <FilterBar setCount={set} onClear={clear}>
      <PeriodChip query={query} />
      <KindChip query={query} />
      <PersonChip id={query.userId} />
      <CompanyChip id={query.companyId} onValue={(companyId) => narrow({ companyId })} />
      {(['address', 'entityId', 'traceId'] as const).map(
        (name) =>
          query[name] && (
            <FilterChip
              key={name}
              name={t(
                `audit.${name === 'address' ? name : name === 'entityId' ? 'entity' : 'trace'}`,
              )}
              value={name === 'address' ? query[name] : `…${query[name].slice(-6)}`}
              onClear={() => narrow({ [name]: undefined })}
            >
              {() => <p class="n break-all p-2">{query[name]}</p>}
            </FilterChip>
          ),
      )}
    </FilterBar>
  )
}

function PeriodChip({ query: { from = '', to = '' } }: { query: QueryState }) {
  return (
    <FilterChip
      name={t('audit.period')}
      value={from || to ? `${from && dayOf(from)} ~ ${to && dayOf(to)}` : undefined}
      onClear={() => narrow({ from: undefined, to: undefined })}
    >
      {() => (
        <div class="w-80 p-2">
          <PeriodField
            value={{ from, to }}
            onValue={(period: Period) => !periodProblem(period) && narrow({ ...period })}
          />
        </div>
      )}
    </FilterChip>
  )
}

function KindChip({ query }: { query: QueryState }) {
  const kind = kindIn(query)
  return (
    <FilterChip
      name={t('audit.kind')}
      value={kind && t(`audit.kind.${kind}`)}
      onClear={() => narrow({ kind: undefined })}
    >
      {(close) => (
        <div class="flex w-48 flex-col p-1">
          {AUDIT_KINDS.map((one) => (
            <button
              key={one}
              type="button"
              class="menu-item"
              aria-pressed={one === kind}
              onClick={() => {
                narrow({ kind: one })
                close()
              }}
            >
              {t(`audit.kind.${one}`)}
            </button>
          ))}
        </div>
      )}
    </FilterChip>
  )
}

function PersonChip({ id }: { id: string | undefined }) {
  const chosen = useAnswer(id && addressOf('/users/:id', { param: { id } }))
  return (
    <FilterChip
      name={t('audit.who')}
      value={id && (chosen.data?.id === id ? chosen.data.name : `…${id.slice(-6)}`)}
      onClear={() => narrow({ userId: undefined })}
    >
      {(close) => (
        <div class="w-72 p-2">
          <PersonChoice
            onChoose={(userId) => {
              narrow({ userId })
              close()
            }}
          />
        </div>
      )}
    </FilterChip>
  )
}

/** Finds a person of the tree by name or username, on the server. */
function PersonChoice({ onChoose }: { onChoose: (id: string | undefined) => void }) {
  const [text, setText] = useState('')
  const [pause, setPause] = useState<ReturnType<typeof setTimeout> | undefined>(undefined)
  const found = useAnswer(addressOf('/users', { query: { q: text, limit: 50 } }))
  return (
    <Combobox
      label={t('audit.who')}
      placeholder={t('audit.who_hint')}
      options={(found.data?.items ?? []).map(({ id, name, username, company }) => ({
        value: id,
        label: name,
        note: `${username} · ${company.name}`,
      }))}
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
