import type { PolicyDetail } from '#api/policies/contract.ts'
import { signed } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import type { Draft } from './draft.ts'

type Props = { draft: Draft; policy: PolicyDetail; onChange: (change: Partial<Draft>) => void }

/** Services and insurance that the customer keeps for a time, each with what it adds. */
export function Additions({ draft, policy, onChange }: Props) {
  const toggle = (name: string, isOn: boolean) =>
    onChange({
      additions: isOn ? [...draft.additions, name] : draft.additions.filter((one) => one !== name),
    })
  return (
    <fieldset class="tiles">
      <legend class="label">{t('ordering.additions')}</legend>
      {policy.additions.map(({ name, amountWon, keepDays }) => (
        <Checkbox
          key={name}
          checked={draft.additions.includes(name)}
          onValue={(isOn) => toggle(name, isOn)}
        >
          <span>
            {t('ordering.addition', { name, days: keepDays })} <b class="n">{signed(amountWon)}</b>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
