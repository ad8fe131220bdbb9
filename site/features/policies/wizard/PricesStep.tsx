import type { PolicyDetail } from '#api/policies/contract.ts'
import { CELL_CARRIERS, JOIN_TYPES } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Select } from '../../../ui/Select.tsx'
import { PricesPart } from '../PricesPart.tsx'
import type { PartProps } from '../part-props.ts'

export type Props = PartProps & { base: PolicyDetail | undefined }

/** What the policy covers, and the amounts. */
export function PricesStep({ base, ...part }: Props) {
  const { draft, onDraft } = part
  return (
    <>
      {!base && (
        <div class="grid max-w-[480px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
          <Select
            label={t('terms.carrier')}
            options={CELL_CARRIERS.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
            value={draft.carrier}
            onValue={(carrier) => onDraft({ carrier })}
          />
          <Select
            label={t('terms.join')}
            options={(['all', ...JOIN_TYPES] as const).map((value) => ({
              value,
              label: t(`words.join.${value}`),
            }))}
            value={draft.joinType}
            onValue={(joinType) => onDraft({ joinType })}
          />
        </div>
      )}
      <PricesPart {...part} base={base} />
    </>
  )
}
