import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { FilterChip } from '../../ui/FilterBar.tsx'
import { later } from '../../ui/later.tsx'

const CompanyChoice = later(() => import('./CompanyChoice.tsx').then((file) => file.CompanyChoice))

/** A company as a condition of a list. */
export function CompanyChip({
  id,
  onValue,
  onlyBelow,
}: {
  id: string | undefined
  onValue: (id: string | undefined) => void
  onlyBelow?: boolean
}) {
  const chosen = useAnswer(id && addressOf('/companies/:id', { param: { id } }))
  return (
    <FilterChip
      name={t('ui.company')}
      value={id && (chosen.data?.id === id ? chosen.data.name : '…')}
      onClear={() => onValue(undefined)}
    >
      {(close) => (
        <div class="w-72 p-2">
          <CompanyChoice
            onlyBelow={onlyBelow}
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
