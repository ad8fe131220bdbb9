import { useState } from 'preact/hooks'
import type { CompanyItem } from '#api/companies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Combobox } from '../../ui/Combobox.tsx'

const SEARCH_PAUSE_MS = 200
const SHOWN = 50

type Props = {
  label?: string
  /** Leaves out the headquarters, where only companies below it make sense. */
  onlyBelow?: boolean
  onChoose: (company: CompanyItem) => void
}

/** Finds a company that the viewer may see by name or code, on the server. */
export function CompanyChoice({ label, onlyBelow = false, onChoose }: Props) {
  const [text, setText] = useState('')
  const [pause, setPause] = useState<ReturnType<typeof setTimeout> | undefined>(undefined)
  const found = useAnswer(addressOf('/companies', { query: { q: text, limit: SHOWN } }))
  const items = (found.data?.items ?? []).filter(({ tier }) => !onlyBelow || tier !== 'hq')
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
