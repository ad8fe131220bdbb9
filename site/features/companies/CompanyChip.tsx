import { useState } from 'preact/hooks'
import type { CompanyDetail, CompanyItem, CompanyPage } from '#api/companies/contract.ts'
import type { Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { FilterChip } from '../../ui/FilterBar.tsx'

const SEARCH_PAUSE_MS = 200
const SHOWN = 50

type ChoiceProps = {
  label?: string
  /** Only companies of this floor. */
  tier?: Tier
  /** Not offered: already in the list that they are chosen for. */
  without?: ReadonlySet<string>
  onChoose: (company: CompanyItem) => void
}

/** A company of the viewer's line, found by name or code on the server. */
export function CompanyChoice({ label, tier, without, onChoose }: ChoiceProps) {
  const [text, setText] = useState('')
  const [pause, setPause] = useState<ReturnType<typeof setTimeout> | undefined>(undefined)
  const found = useResource<CompanyPage>('/companies', { query: { q: text, tier, limit: SHOWN } })
  const items = (found.data?.items ?? []).filter(({ id }) => !without?.has(id))
  return (
    <Combobox
      label={label ?? t('ui.company')}
      placeholder={t('ui.company_hint')}
      options={items.map((item) => ({ value: item.id, label: item.name, note: noteOf(item) }))}
      value={undefined}
      loading={found.state === 'loading' || found.reloading}
      onValue={(id) => {
        const company = items.find((item) => item.id === id)
        if (company) onChoose(company)
      }}
      onSearch={(typed) => {
        clearTimeout(pause)
        setPause(setTimeout(() => setText(typed.trim()), SEARCH_PAUSE_MS))
      }}
    />
  )
}

const noteOf = ({ tier, parentName, code }: CompanyItem) =>
  tier === 'retail' ? (parentName ?? code) : t(`words.tier.${tier}`)

/** One company as a condition of a list. */
export function CompanyChip({
  id,
  onValue,
  tier,
}: {
  id: string | undefined
  onValue: (id: string | undefined) => void
  tier?: Tier
}) {
  const chosen = useResource<CompanyDetail>(id && `/companies/${id}`)
  return (
    <FilterChip
      name={t('ui.company')}
      value={id && (chosen.data?.id === id ? chosen.data.name : '…')}
      onClear={() => onValue(undefined)}
    >
      {(close) => (
        <div class="w-72 p-2">
          <CompanyChoice
            {...(tier ? { tier } : {})}
            onChoose={(company) => {
              onValue(company.id)
              close()
            }}
          />
        </div>
      )}
    </FilterChip>
  )
}
